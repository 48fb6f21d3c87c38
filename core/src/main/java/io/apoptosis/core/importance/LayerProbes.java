package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A forward pass that remembers what convolutions and linear layers read, and puts a probe behind each: its gradient is dL/dy. */
final class LayerProbes implements Walk<Tensor> {
    /** @param probe zeros that were added to the output */
    record Probe(Tensor input, Tensor probe) {}

    private final Execution execution;
    private final Map<String, Probe> probes = new LinkedHashMap<>();

    LayerProbes(Execution execution) {
        this.execution = execution;
    }

    Tensor logits(Graph graph, Map<String, Tensor> weights, Tensor images) {
        return over(graph, weights, images);
    }

    /** By node, in graph order. */
    Map<String, Probe> probes() {
        return probes;
    }

    @Override
    public Tensor visit(Node node, Operands<Tensor> operands) {
        Tensor y = node.operator().apply(operands, execution);
        if (!(node.operator() instanceof LinearMap)) {
            return y;
        }
        Scope scope = execution.scope();
        Tensor zeros = scope.variable(scope.scale(y, 0));
        probes.put(node.name(), new Probe(scope.constant(operands.input()), zeros));
        return scope.add(y, zeros);
    }

    /** Nothing: inputs are read once more after the backward pass. */
    @Override
    public void release(Tensor value) {}
}
