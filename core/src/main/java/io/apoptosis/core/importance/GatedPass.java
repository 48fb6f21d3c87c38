package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.importance.Gates.Reading;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forward pass in which every image has gates of its own, all 1: their derivatives are those of each image alone. */
final class GatedPass implements Walk<Tensor> {
    private final Scope scope;
    private final Gates gates;
    private final Map<Reading, Tensor> leaves = new LinkedHashMap<>();
    private final Map<Reading, Tensor> gated = new HashMap<>();

    GatedPass(Scope scope, Gates gates) {
        this.scope = scope;
        this.gates = gates;
    }

    Tensor logits(Graph graph, Map<String, Tensor> weights, Tensor images) {
        return over(graph, weights, images);
    }

    /** One variable (N, …, extent, …) of ones per value that is read through gates, in the order it came up. */
    Map<Reading, Tensor> leaves() {
        return leaves;
    }

    @Override
    public Tensor visit(Node node, Operands<Tensor> operands) {
        List<Tensor> inputs = new ArrayList<>(operands.inputs());
        for (Reading reading : gates.readings()) {
            if (reading.readers().contains(node.name())) {
                int input = node.inputs().indexOf(reading.value());
                inputs.set(input, gated.computeIfAbsent(reading, r -> gate(r, operands.input(input))));
            }
        }
        return node.operator()
                .apply(new Operands<>(inputs, operands.parameters()), new Execution(scope, Normalization.RUNNING));
    }

    private Tensor gate(Reading reading, Tensor value) {
        int[] dims = new int[value.shape().rank()];
        Arrays.fill(dims, 1);
        dims[0] = value.shape().dim(0);
        dims[reading.axis()] = reading.gates().length;
        double[] ones = new double[dims[0] * reading.gates().length];
        Arrays.fill(ones, 1);
        Tensor leaf = scope.variable(scope.of(HostTensor.of(Shape.of(dims), ones)));
        leaves.put(reading, leaf);
        return scope.mul(value, leaf);
    }

    @Override
    public void release(Tensor value) {
        scope.release(value);
    }
}
