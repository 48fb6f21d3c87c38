package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static io.apoptosis.pipeline.run.Example.failure;
import static io.apoptosis.pipeline.run.Example.pruned;
import static io.apoptosis.pipeline.run.Example.shard;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunViewTest {
    @Test
    void beforeTheFirstSignOfLifeThereIsNoProgress() {
        RunView view = RunView.of(Play.started().state);

        assertThat(view.state()).isEqualTo("EVALUATING");
        assertThat(view.progress()).isNull();
        assertThat(view.totalSteps()).isEqualTo(2);
        assertThat(view.ended()).isFalse();
    }

    @Test
    void progressCountsWhatIsDoneAndWhatIsUnderWay() {
        Play play = Play.started().work();
        play.on(beat(play.tasks().get(2), 1, 2)).on(shard(1, 0));

        assertThat(RunView.of(play.state).progress())
                .isEqualTo(new RunView.Progress("SCORING", 1, 1, 3, "shards", 0.5));
    }

    @Test
    void aPausedRunShowsHowFarItCame() {
        Play play = Play.started().work().on(shard(1, 0)).pause();

        RunView view = RunView.of(play.state);
        assertThat(view.state()).isEqualTo("PAUSED");
        assertThat(view.progress()).isNotNull();
    }

    @Test
    void aFailedRunSaysWhy() {
        Play play = Play.started();
        RunView view = RunView.of(play.on(failure(play.task(), false)).state);

        assertThat(view.state()).isEqualTo("FAILED");
        assertThat(view.failure().nextAction()).isEqualTo("check it");
        assertThat(view.ended()).isTrue();
    }

    @Test
    void aStepSaysWhereItsTimeWentOnceItsShardsAreScored() {
        Play play = Play.started().work();
        play.after(Duration.ofSeconds(10)).on(shard(1, 0)).on(shard(1, 1));
        assertThat(firstStep(play).times()).isNull();

        play.on(shard(1, 2)).after(Duration.ofSeconds(2)).on(pruned(1));
        assertThat(firstStep(play).seconds()).isEqualTo(12);
        assertThat(firstStep(play).times()).isEqualTo(new StepTimes.Split(0, 0, 4, 8));
    }

    private static RunView.Step firstStep(Play play) {
        return RunView.of(play.state).steps().get(0);
    }

    @Test
    void aCompletedRunShowsTheFinalMeasurementAndFiles() {
        Play play = Play.started(Example.submit(Example.measuringOnly())).work().work();

        RunView view = RunView.of(play.state);
        assertThat(view.result()).isEqualTo(view.dense());
        assertThat(view.files()).containsOnlyKeys("model.onnx");
        assertThat(view.progress()).isNull();
        assertThat(view.ended()).isTrue();
    }
}
