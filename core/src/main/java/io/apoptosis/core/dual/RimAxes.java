package io.apoptosis.core.dual;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Weighted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The axes whose scores are read off at one layer.
 *
 * @param input of W, along the input's channels
 * @param output of W and of what W is proportional to, along the output's channels
 */
record RimAxes(AxisRef input, List<AxisRef> output) {
    static RimAxes of(Node node, Weighted layer) {
        String weight = name(node, Weighted.WEIGHT);
        Stream<AxisRef> factors = layer.factors().stream().map(role -> AxisRef.parameter(name(node, role), 0));
        return new RimAxes(
                AxisRef.parameter(weight, layer.inputAxis()),
                Stream.concat(Stream.of(AxisRef.parameter(weight, layer.outputAxis())), factors)
                        .toList());
    }

    private static String name(Node node, String role) {
        return String.valueOf(node.parameters().get(role));
    }

    Set<AxisRef> all() {
        Set<AxisRef> all = new HashSet<>(output);
        all.add(input);
        return all;
    }
}
