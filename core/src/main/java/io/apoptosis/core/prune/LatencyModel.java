package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network is expected to take, from how long its layers took before they were cut: a layer's time falls with its multiply-accumulates,
 * that of all else with the number of values.
 *
 * @param nanosecondsPerMac by layer
 * @param nanosecondsPerValue of what is no measured layer
 */
public record LatencyModel(Map<String, Double> nanosecondsPerMac, double nanosecondsPerValue) {
    public LatencyModel {
        nanosecondsPerMac = Collections.unmodifiableMap(new LinkedHashMap<>(nanosecondsPerMac));
    }

    /** Milliseconds for the batch that was measured. */
    double milliseconds(Graph graph, ShapeInference shapes) {
        double mean = nanosecondsPerMac.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
        double nanoseconds = 0;
        for (Node node : graph.nodes()) {
            long macs = node.operator().macs(shapes.operands(node));
            nanoseconds += macs * nanosecondsPerMac.getOrDefault(node.name(), mean);
            nanoseconds += nanosecondsPerValue * shapes.value(node.name()).size();
        }
        return nanoseconds / 1e6;
    }
}
