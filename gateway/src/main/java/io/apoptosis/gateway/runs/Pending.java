package io.apoptosis.gateway.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader of the list has not been given yet, the newest of each run: a slow one costs no more memory than there are runs. */
final class Pending {
    private final Map<String, RunSummary> newest = new LinkedHashMap<>();

    synchronized void put(RunSummary summary) {
        newest.merge(summary.id(), summary, (one, other) -> one.version() > other.version() ? one : other);
    }

    /** All of it, in the order in which the runs first changed; nothing is pending then. */
    synchronized List<RunSummary> take() {
        List<RunSummary> taken = List.copyOf(newest.values());
        newest.clear();
        return taken;
    }
}
