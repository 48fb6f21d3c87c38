package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Spent;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a step's workers goes, in seconds. A stage takes as long as it takes for each worker that had a part in it; what it was
 * not at a task, it waited.
 *
 * @param workers who has a part in the stage under way
 * @param present of the stages that are over, their workers' time
 * @param busy of that, at tasks
 * @param spent of that, on what
 */
public record StepTimes(SortedSet<String> workers, double present, double busy, Spent spent) {
    static final StepTimes NONE = new StepTimes(Collections.emptySortedSet(), 0, 0, Spent.UNTOLD);

    public StepTimes {
        workers = Collections.unmodifiableSortedSet(new TreeSet<>(workers));
    }

    StepTimes with(Result result) {
        SortedSet<String> more = new TreeSet<>(workers);
        more.add(result.worker());
        Spent sum = new Spent(
                spent.tensors() + result.spent().tensors(),
                spent.store() + result.spent().store());
        return new StepTimes(more, present, busy + result.seconds(), sum);
    }

    /** The stage is over. */
    StepTimes ended(Duration stage) {
        double each = stage.toMillis() / 1000.0;
        return new StepTimes(Collections.emptySortedSet(), present + workers.size() * each, busy, spent);
    }

    /** Null where no stage is over, or shards are being scored, whose workers are not all known yet. */
    @Nullable
    Split split() {
        if (present == 0 || !workers.isEmpty()) {
            return null;
        }
        double other = busy - spent.tensors() - spent.store();
        return new Split(spent.tensors(), spent.store(), Math.max(0, other), Math.max(0, present - busy));
    }

    /**
     * Seconds of all workers together.
     *
     * @param tensors in passes over batches
     * @param store in requests to the object store
     * @param other work: adding up, selection, surgery
     * @param waiting for tasks, from one to the next: the hand-over
     */
    public record Split(double tensors, double store, double other, double waiting) {}
}
