package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aFewTasksAreHeardEverySecond() {
        assertThat(changesInAMinute(3)).isEqualTo(3 * 60);
        assertThat(changesInAMinute(20)).isEqualTo(20 * 60);
    }

    @Test
    void manyTasksAreHeardTwentyTimesASecondAtMostAllTogether() {
        assertThat(changesInAMinute(100)).isBetween(15 * 60, 20 * 60);
        assertThat(changesInAMinute(200)).isBetween(15 * 60, 20 * 60);
    }

    @Test
    void noTaskThatGivesSignsOfLifeIsGivenUpHoweverManyThereAre() {
        Play play = scoring(400);
        List<Task> tasks = play.tasks();
        for (int second = 0; second < 120; second++) {
            for (Task task : tasks) {
                play.on(beat(task, second, 1000));
            }

            assertThat(play.after(SECOND).tasks()).isEmpty();
        }
    }

    /** Each change of a state is written. */
    private static int changesInAMinute(int shards) {
        Play play = scoring(shards);
        List<Task> tasks = play.tasks();
        int changes = 0;
        for (int second = 0; second < 60; second++) {
            for (Task task : tasks) {
                RunState before = play.state;
                changes += play.on(beat(task, second, 1000)).state.equals(before) ? 0 : 1;
            }
            play.after(SECOND);
        }
        return changes;
    }

    private static Play scoring(int shards) {
        RunSpec small = Example.spec();
        ImportanceSpec many =
                new ImportanceSpec("oba", "dual", "second", "running", shards, 4, shards, "mean", "max", null);
        RunSpec spec = new RunSpec(
                small.name(), small.model(), small.data(), many, small.prune(), small.finetune(), small.seed(), 1);
        return Play.started(new SubmitRun(
                        Example.ID, Example.START, spec, Example.checkpoint("dense"), 1000, 100, Handling.DEFAULT))
                .work();
    }
}
