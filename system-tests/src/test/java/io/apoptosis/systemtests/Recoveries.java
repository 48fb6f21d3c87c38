package io.apoptosis.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a cluster took to get over what happened to it: from a blow until every service was ready and some run had moved on after that.
 */
final class Recoveries {
    private final Map<Instant, String> felt = new LinkedHashMap<>();
    private final SortedMap<String, Duration> worst = new TreeMap<>();

    void hit(String kind, Instant at) {
        felt.put(at, kind);
    }

    boolean pending() {
        return !felt.isEmpty();
    }

    void recovered(Instant at) {
        felt.forEach((since, kind) ->
                worst.merge(kind, Duration.between(since, at), (one, other) -> one.compareTo(other) < 0 ? other : one));
        felt.clear();
    }

    /** By kind of blow. */
    SortedMap<String, Duration> worst() {
        return worst;
    }

    Duration slowest() {
        return worst.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
