package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.message.ObjectRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The run is done.
 *
 * @param files name to object
 */
public record Completed(Run run, Map<String, ObjectRef> files) implements RunState, Retryable {
    public Completed {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Only where everything was kept. */
    @Override
    public boolean canGoBackTo(int step) {
        return run.handling().keep() == Keep.ALL && Retryable.super.canGoBackTo(step);
    }

    @Override
    public Watch watch() {
        return Watch.NONE;
    }

    @Override
    public Completed touched(Instant at) {
        return new Completed(run.touched(at), files);
    }

    @Override
    public String label() {
        return "COMPLETED";
    }
}
