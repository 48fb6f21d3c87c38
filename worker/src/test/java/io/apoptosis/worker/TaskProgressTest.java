package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.Cancelled;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.Delivery;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TaskProgressTest {
    private final List<TaskProgressed> sent = new ArrayList<>();
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final Delivery delivery = new Delivery(1);
    private Instant now = Instant.EPOCH;
    private final TaskProgress progress =
            new TaskProgress(task(), "scorer-1", delivery, wanted::get, sent::add, () -> now);

    @Test
    void shouldTellOfTheFirstBatchAtOnceAndThenSpeakAtMostOnceASecond() {
        for (int batch = 1; batch <= 21; batch++) {
            now = now.plus(Duration.ofMillis(100));
            progress.advance(batch, 21, "batches");
        }
        assertThat(sent).extracting(TaskProgressed::done).containsExactly(1, 11, 21);
        assertThat(sent).extracting(TaskProgressed::taskId).containsOnly("step-2/score/3");
    }

    @Test
    void shouldRepeatItsLastWordWhileABatchTakesLong() {
        now = now.plus(Duration.ofSeconds(2));
        progress.advance(1, 20, "batches");
        now = now.plus(TaskProgress.REPEAT.dividedBy(2));
        progress.repeat();
        assertThat(sent).hasSize(1);
        now = now.plus(TaskProgress.REPEAT);
        progress.repeat();
        assertThat(sent).extracting(TaskProgressed::done).containsExactly(1, 1);
    }

    @Test
    void shouldRepeatThatSomebodyIsAtItWhileTheFirstBatchTakesLong() {
        now = now.plus(TaskProgress.REPEAT);
        progress.repeat();
        assertThat(sent).containsExactly(TaskProgress.begun(task(), "scorer-1"));
    }

    @Test
    void shouldStopWorkThatTheRunNoLongerWants() {
        wanted.set(false);
        assertThatThrownBy(() -> progress.advance(1, 20, "batches"))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("run r");
    }

    @Test
    void shouldStopWorkThatWasGivenToAnother() {
        delivery.end();
        assertThatThrownBy(() -> progress.advance(1, 20, "batches"))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("no longer this worker's");
    }

    private static Task task() {
        ObjectRef object = new ObjectRef("key", "sha");
        RunSpec spec = new RunSpec(
                "name",
                new RunSpec.ModelSpec("resnet20", 10, null, "object:weights", null),
                new RunSpec.DataSpec(
                        new DataRef("cifar10", "object:a"), new DataRef("cifar10", "object:b"), null, null),
                new RunSpec.ImportanceSpec("oba", "dual", "second", "running", 20, 64, 5, "mean", "max", null),
                null,
                null,
                7,
                1);
        return new Task.Score("r", 2, 3, 1, new Checkpoint(object, object), spec);
    }
}
