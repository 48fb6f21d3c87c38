package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network after the cut.
 *
 * @param kept output channels left, by layer
 * @param survivors what is left of the network's inner values
 * @param scores normalized score of every unit the group had, by group
 * @param threshold score of the last unit removed; everything below it is gone unless its group had given its most
 */
public record Pruned(
        Network network,
        Cost cost,
        Map<String, Integer> kept,
        Survivors survivors,
        Map<String, double[]> scores,
        double threshold) {
    public Pruned {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
}
