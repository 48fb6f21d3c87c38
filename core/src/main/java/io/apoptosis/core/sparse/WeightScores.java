package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of single weights, each tensor a group and each weight a neuron of it: |I| / max |I| + |w| / max |w|. The magnitude keeps a part
 * of the network alive that others have cut off and that no gradient reaches any more (Sun et al., ICLR 2025, section 4.3).
 *
 * @param values by parameter name: weights of convolutions and linear layers only
 */
public record WeightScores(Map<String, double[]> values) {
    public WeightScores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static WeightScores of(Network network, ElementScores importance) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            @Nullable String name = node.parameters().get("weight");
            if (node.operator() instanceof LinearMap && name != null) {
                HostTensor weight = network.weight(name);
                double[] magnitude = shareOfLargest(weight);
                double[] taylor = shareOfLargest(importance.sums().getOrDefault(name, weight.map(w -> 0)));
                for (int i = 0; i < magnitude.length; i++) {
                    magnitude[i] += taylor[i];
                }
                scores.put(name, magnitude);
            }
        }
        return new WeightScores(scores);
    }

    private static double[] shareOfLargest(HostTensor tensor) {
        double largest = Arrays.stream(tensor.doubles()).map(Math::abs).max().orElse(0);
        double by = largest == 0 ? 1 : largest;
        return Arrays.stream(tensor.doubles()).map(v -> Math.abs(v) / by).toArray();
    }
}
