package io.apoptosis.pipeline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskWorkTest {
    private static final Task CLEAN = new Task.Clean("r1", 2, 3, List.of(), List.of());

    @Test
    void theWorkersSpanSaysWhatItIsAboutAndWhoDoesIt() {
        Work work = TaskWork.execution(CLEAN, "pruner-1", 2);

        assertThat(work.name()).isEqualTo("step-2/clean");
        assertThat(work.attributes())
                .containsEntry("apoptosis.run", "r1")
                .containsEntry("apoptosis.step", 2L)
                .containsEntry("apoptosis.task", "clean")
                .containsEntry("apoptosis.attempt", 3L)
                .containsEntry("apoptosis.worker", "pruner-1")
                .containsEntry("apoptosis.delivery", 2L)
                .containsEntry("messaging.destination.name", "apoptosis.tasks.prune");
    }

    @Test
    void thePublicationIsAnotherSpan() {
        assertThat(TaskWork.publication(CLEAN).name()).isEqualTo("publish step-2/clean");
        assertThat(TaskWork.publication(CLEAN).attributes()).doesNotContainKey("apoptosis.worker");
    }
}
