package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static io.apoptosis.pipeline.run.Example.failure;
import static io.apoptosis.pipeline.run.Example.pruned;
import static io.apoptosis.pipeline.run.Example.resultOf;
import static io.apoptosis.pipeline.run.Example.shard;
import static io.apoptosis.pipeline.run.Example.tuned;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFoldTest {
    @Test
    void aRunGoesThroughItsStagesAndEndsWithItsFiles() {
        Play play = Play.started();
        assertThat(play.ids()).containsExactly("step-0/evaluate#1");

        assertThat(play.work().ids()).containsExactly("step-1/score/0#1", "step-1/score/1#1", "step-1/score/2#1");
        assertThat(play.work().ids()).containsExactly("step-1/prune#1");
        assertThat(play.work().ids()).containsExactly("step-2/score/0#1", "step-2/score/1#1", "step-2/score/2#1");
        assertThat(play.work().work().ids()).containsExactly("step-2/finetune/0#1");
        assertThat(play.work().ids()).containsExactly("step-2/finetune/1#1");
        assertThat(play.work().ids()).containsExactly("step-2/export#1");
        assertThat(play.work().ids()).isEmpty();
        assertThat(play.state)
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.files()).containsOnlyKeys("model.onnx"));
    }

    @Test
    void eachStageStartsFromTheObjectsOfTheOneBefore() {
        Play play = Play.started().work().work();
        assertThat(play.task())
                .isInstanceOfSatisfying(
                        Task.Prune.class,
                        prune -> assertThat(prune.checkpoint()).isEqualTo(Example.checkpoint("dense")));

        play.work().work().work();
        assertThat(play.task()).isInstanceOfSatisfying(Task.Finetune.class, tune -> {
            assertThat(tune.checkpoint()).isEqualTo(Example.checkpoint("pruned-2"));
            assertThat(tune.state()).isNull();
        });

        play.work();
        assertThat(play.task())
                .isInstanceOfSatisfying(
                        Task.Finetune.class,
                        tune -> assertThat(tune.state()).isEqualTo(Example.object("tuned-2-0/state")));

        play.work();
        assertThat(play.task()).isInstanceOfSatisfying(Task.Export.class, export -> {
            assertThat(export.checkpoint()).isEqualTo(Example.checkpoint("tuned-2-1"));
            assertThat(export.view()).containsKeys("spec", "dense", "steps", "final");
        });
    }

    @Test
    void shardsAreReducedInTheirOrderWhateverOrderTheyComeIn() {
        Play play = Play.started().work();

        play.on(shard(1, 2)).on(shard(1, 0)).on(shard(1, 1));

        assertThat(play.task())
                .isInstanceOfSatisfying(
                        Task.Prune.class,
                        prune -> assertThat(prune.shards())
                                .containsExactly(
                                        shard(1, 0).result(),
                                        shard(1, 1).result(),
                                        shard(1, 2).result()));
    }

    @Test
    void withoutAPrunePartTheNetworkIsMeasuredAndExported() {
        Play play = Play.started(Example.submit(Example.measuringOnly())).work();

        assertThat(play.ids()).containsExactly("step-0/export#1");
    }

    @Test
    void aResultCountsOnce() {
        Play play = Play.started().work().on(shard(1, 0));
        RunState counted = play.state;

        play.on(shard(1, 0));

        assertThat(play.state).isEqualTo(counted);
        assertThat(play.tasks()).isEmpty();
    }

    @Test
    void resultsOfOtherStepsSlicesAndStagesChangeNothing() {
        Play play = Play.started().work();
        RunState scoring = play.state;

        play.on(shard(2, 0)).on(shard(1, 3)).on(shard(1, -1)).on(pruned(1)).on(tuned(1, 0));
        play.on(resultOf(new Task.Evaluate(Example.ID, 1, Example.checkpoint("dense"), Example.spec())));

        assertThat(play.state).isEqualTo(scoring);
    }

    @Test
    void aSecondSubmissionChangesNothing() {
        Play play = Play.started().work();
        RunState scoring = play.state;

        assertThat(play.submitAgain().state).isEqualTo(scoring);
    }

    @Test
    void aCancelledRunStaysCancelledWhateverComesLater() {
        Play play = Play.started().work().on(shard(1, 0)).cancel();
        RunState cancelled = play.state;
        assertThat(cancelled).isInstanceOf(Cancelled.class);

        play.on(shard(1, 1)).on(shard(1, 2)).resume().pause().after(Duration.ofHours(1));

        assertThat(play.state).isEqualTo(cancelled);
        assertThat(play.tasks()).isEmpty();
    }

    @Test
    void aCompletedRunCanNoLongerBeCancelled() {
        Play play = Play.started(Example.submit(Example.measuringOnly())).work().work();

        assertThat(play.cancel().state).isInstanceOf(Completed.class);
    }

    @Test
    void aPausedRunKeepsResultsButHandsOutNothing() {
        Play play = Play.started().work().pause();

        play.on(shard(1, 0)).on(shard(1, 1)).on(shard(1, 2));

        assertThat(play.tasks()).isEmpty();
        assertThat(play.state)
                .isInstanceOfSatisfying(
                        Paused.class, paused -> assertThat(paused.stage()).isInstanceOf(Pruning.class));
        assertThat(play.after(Duration.ofHours(1)).tasks()).isEmpty();
        assertThat(play.resume().ids()).containsExactly("step-1/prune#1");
    }

    @Test
    void resumingHandsOutWhatIsMissingAsANewAttempt() {
        Play play = Play.started().work().on(shard(1, 1)).pause();

        assertThat(play.resume().ids()).containsExactly("step-1/score/0#2", "step-1/score/2#2");
    }

    @Test
    void aResultThatEndsThePausedRunEndsIt() {
        Play play = Play.started(Example.submit(Example.measuringOnly())).work();
        Task export = play.task();

        assertThat(play.pause().on(resultOf(export)).state).isInstanceOf(Completed.class);
    }

    @Test
    void illegalCommandsChangeNothing() {
        Play play = Play.started();
        RunState evaluating = play.state;

        assertThat(play.resume().state).isEqualTo(evaluating);
        RunState paused = play.pause().state;
        assertThat(play.pause().state).isEqualTo(paused);
    }

    @Test
    void everyChangeIsOneVersionLaterAndNothingElseIs() {
        Play play = Play.started();
        Task evaluate = play.task();
        assertThat(play.state.run().version()).isEqualTo(2);

        assertThat(play.on(beat(evaluate, 1, 4)).state.run().version()).isEqualTo(3);
        assertThat(play.on(beat(evaluate, 1, 4)).state.run().version()).isEqualTo(3);
        assertThat(play.on(failure(evaluate.retried(), true)).state.run().version())
                .isEqualTo(3);
        assertThat(play.on(resultOf(evaluate)).state.run().version()).isEqualTo(4);
    }

    @Test
    void theStepKnowsWhatPruningAndFineTuningDidToIt() {
        Play play = Play.started(Example.submit(Example.spec(List.of(0.5), 1, 1)));

        play.work().work().work().after(Duration.ofSeconds(30)).on(tuned(1, 0));

        RunView.Step step = RunView.of(play.state).steps().get(0);
        assertThat(step.accuracyAfterPruning()).isEqualTo(0.7);
        assertThat(step.accuracy()).isEqualTo(0.8);
        assertThat(step.seconds()).isEqualTo(30.0);
        assertThat(step.kept()).containsEntry("conv1", 12);
    }
}
