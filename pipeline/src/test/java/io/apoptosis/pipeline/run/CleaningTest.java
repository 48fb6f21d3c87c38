package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CleaningTest {
    @Test
    void aCompletedRunDoesAStepAgainAfterItsObjectsAreGone() {
        Play play = completed();
        RunState first = play.state;

        play.retry(2);
        assertThat(play.task())
                .isInstanceOfSatisfying(
                        Task.Clean.class,
                        clean -> assertThat(clean.prefixes())
                                .containsExactly(
                                        "runs/run-1/steps/2/", "runs/run-1/receipts/step-2/", "runs/run-1/final/"));

        assertThat(play.work().ids()).containsExactly("step-2/score/0#2", "step-2/score/1#2", "step-2/score/2#2");
        assertThat(play.work().task())
                .isInstanceOfSatisfying(
                        Task.Prune.class,
                        prune -> assertThat(prune.checkpoint()).isEqualTo(Example.checkpoint("pruned-1")));
        play.work().work().work().work();
        assertThat(play.state).isInstanceOf(Completed.class);
        assertThat(RunView.of(play.state).steps()).isEqualTo(RunView.of(first).steps());
    }

    @Test
    void attemptsGoOnSoThatLateWordOfTheFirstRoundSaysNothing() {
        Play play = Play.started().work();
        Task lost = play.tasks().get(0);
        play.on(Example.failure(lost, true)).after(Duration.ofMinutes(1));
        Task again = play.task();
        assertThat(again.attempt()).isEqualTo(2);
        play.on(Example.failure(again, false)).retry(1).work();
        RunState scoring = play.state;

        assertThat(play.ids()).containsExactly("step-1/score/0#3", "step-1/score/1#3", "step-1/score/2#3");
        play.on(Example.failure(lost, false)).on(Example.failure(again, false)).on(Example.beat(again, 1, 2));
        assertThat(play.state).isEqualTo(scoring);
        assertThat(play.pause().retry(1).work().ids()).first().isEqualTo("step-1/score/0#4");
    }

    /** What it names was cleaned away. */
    @Test
    void aResultOfTheFirstRoundThatComesLateIsNotCounted() {
        Play play =
                Play.started().work().on(Example.shard(1, 0)).pause().retry(1).work();
        RunState scoring = play.state;
        assertThat(play.ids()).first().isEqualTo("step-1/score/0#2");

        assertThat(play.on(Example.shard(1, 0)).state).isEqualTo(scoring);
        play.on(Example.shard(1, 0, 2));
        assertThat(TaskView.of(play.state)).extracting(TaskView::task).contains("step-1/score/0");
    }

    /** The state remembers the last 64 tasks only. */
    @Test
    void attemptsGoOnFromTheHighestThereEverWas() {
        RunState state = Play.started().work().state;
        Run run = state.run();
        for (int task = 0; task < 2 * Run.REMEMBERED; task++) {
            run = run.finished(
                    new TaskDone("step-1/score/" + task, task == 0 ? 9 : 1, "w", 1, Spent.UNTOLD, Example.START));
        }

        assertThat(run.before(1, Watch.NONE).firstAttempt()).isEqualTo(10);
    }

    @Test
    void whatIsDoneAgainIsNoLongerListedAsDone() {
        Play play = completed().retry(2);

        assertThat(TaskView.of(play.state))
                .extracting(TaskView::task)
                .containsExactly(
                        "step-0/evaluate", "step-1/score/0", "step-1/score/1", "step-1/score/2", "step-1/prune");
    }

    @Test
    void aStepThatHasNotBegunIsNotDoneAgain() {
        Play play = Play.started().work().pause();
        RunState paused = play.state;

        assertThat(play.retry(2).state).isEqualTo(paused);
        assertThat(play.retry(0).state).isEqualTo(paused);
        assertThat(play.retry(1).ids()).containsExactly("step-0/clean#2");
    }

    @Test
    void aRunThatGoesOnIsNotSetBack() {
        Play play = Play.started().work();
        RunState scoring = play.state;

        assertThat(play.retry(1).state).isEqualTo(scoring);
    }

    @Test
    void cleaningThatFailsBeforeAStepFailsTheRun() {
        Play play = completed().retry(1);

        play.on(Example.failure(play.task(), false));

        assertThat(play.state).isInstanceOf(Failed.class);
        assertThat(play.resume().after(Duration.ofHours(1)).work().ids()).hasSize(3);
    }

    @Test
    void whatIsNotToBeKeptGoesOnceTheResultsAreThere() {
        Play play = Play.started(Example.submit(keeping(Keep.LAST)));
        while (!(play.state instanceof Cleaning)) {
            play.work();
        }

        assertThat(play.task()).isInstanceOfSatisfying(Task.Clean.class, clean -> {
            assertThat(clean.prefixes()).containsExactly("runs/run-1/");
            assertThat(clean.except())
                    .containsExactly("runs/run-1/dense/spec.json", "runs/run-1/final/", "runs/run-1/steps/2/");
        });
        assertThat(play.work().state).isInstanceOf(Completed.class);
        assertThat(play.retry(1).state).as("step 1's objects are gone").isInstanceOf(Completed.class);
    }

    @Test
    void aResultIsNotLostOverABroom() {
        Play play = Play.started(Example.submit(keeping(Keep.FINAL)));
        while (!(play.state instanceof Cleaning)) {
            play.work();
        }

        play.on(Example.failure(play.task(), false));

        assertThat(play.state)
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.files()).containsOnlyKeys("model.onnx"));
    }

    private static Handling keeping(Keep keep) {
        return new Handling("ada", Handling.Priority.NORMAL, null, keep);
    }

    private static Play completed() {
        Play play = Play.started();
        while (!(play.state instanceof Completed)) {
            play.work();
        }
        return play;
    }
}
