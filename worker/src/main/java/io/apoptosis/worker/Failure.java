package io.apoptosis.worker;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.OutOfMemory;
import io.apoptosis.core.train.NumericFailure;
import io.apoptosis.pipeline.message.Event.TaskFailed;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.store.StoreException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;

/** Why a task failed, in words for the person who submitted the run. */
record Failure(String category, boolean transientCause, String cause, String nextAction) {
    private static final String MEMORY_ADVICE =
            "give the workers more memory and resume the run, or clone it with a smaller batch size";

    static Failure of(Throwable thrown) {
        if (OutOfMemory.is(thrown)) {
            return new Failure("memory", true, text(thrown), MEMORY_ADVICE);
        }
        if (thrown instanceof WorkersLost) {
            return new Failure(
                    "worker-lost",
                    true,
                    text(thrown),
                    "see the workers' logs (a worker killed for memory leaves none), then resume the run");
        }
        if (thrown instanceof StoreException store) {
            return new Failure(
                    "store", store.isTransient(), text(store), "check the object store, then resume the run");
        }
        if (thrown instanceof NumericFailure) {
            return new Failure(
                    "numeric", false, text(thrown), "submit it again with a lower learning rate or other data");
        }
        if (thrown instanceof MalformedFile || thrown instanceof IllegalArgumentException) {
            return new Failure(
                    "bad-input", false, text(thrown), "correct the specification or the file and submit it again");
        }
        if (thrown instanceof KafkaException) {
            return new Failure("broker", true, text(thrown), "check the broker, then resume the run");
        }
        if (thrown instanceof IOException) {
            return new Failure(
                    "internal", true, text(thrown), "check the disk of the worker's cache, then resume the run");
        }
        return new Failure(
                "internal", true, text(thrown), "look into the worker's log; resume the run once it is mended");
    }

    TaskFailed event(Task task, String worker) {
        return new TaskFailed(
                task.runId(), task.id(), task.attempt(), category, cause, nextAction, transientCause, worker);
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
