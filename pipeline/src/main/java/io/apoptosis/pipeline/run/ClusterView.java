package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who works at what, and what waits: the answer of {@code GET /api/v1/cluster}.
 *
 * @param complete false while the broker does not say which workers there are: then only those that are seen at work are listed
 * @param queues one for each kind of workers
 * @param queuedRuns runs that wait for their owner's turn
 */
public record ClusterView(Instant at, boolean complete, List<Worker> workers, List<Queue> queues, int queuedRuns) {
    public ClusterView {
        workers = List.copyOf(workers);
        queues = List.copyOf(queues);
    }

    /**
     * @param kind scorer, pruner or finetuner
     * @param work null while it has nothing to do
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Worker(String kind, String name, @Nullable Work work) {}

    /**
     * @param fraction of the task, 0 to 1
     * @param seenAt last sign of life
     */
    public record Work(String run, String runName, String task, int attempt, double fraction, Instant seenAt) {}

    /**
     * @param waiting tasks that no worker has taken yet
     * @param donePerMinute tasks, over the last five minutes
     * @param meanSeconds of those tasks; null where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Queue(
            String kind,
            int workers,
            int busy,
            int waiting,
            double donePerMinute,
            @Nullable Double meanSeconds) {}
}
