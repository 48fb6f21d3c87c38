package io.apoptosis.pipeline.run;

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
public record Completed(Run run, Map<String, ObjectRef> files) implements RunState {
    public Completed {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
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
