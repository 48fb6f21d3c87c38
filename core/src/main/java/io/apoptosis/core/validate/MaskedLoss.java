package io.apoptosis.core.validate;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.train.Logits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One batch's loss with units masked. All of the whole network's values are kept: only what a mask changes is computed again. */
final class MaskedLoss {
    private final Scope scope;
    private final Network network;
    private final int[] labels;
    private final Map<String, Tensor> weights = new HashMap<>();
    private final Map<String, Tensor> values = new HashMap<>();
    private final double whole;

    MaskedLoss(Scope scope, Network network, Batch batch) {
        this.scope = scope;
        this.network = network;
        this.labels = batch.labels();
        network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
        values.put(network.graph().input(), scope.of(batch.input()));
        for (Node node : network.graph().nodes()) {
            values.put(node.name(), apply(node, values, scope));
        }
        this.whole = loss(value(network.graph().output(), values));
    }

    /** Summed over the batch. */
    double whole() {
        return whole;
    }

    /** Summed over the batch, the unit being zero wherever it appears. */
    double without(Unit unit) {
        try (Scope child = scope.child()) {
            Map<String, Tensor> changed = new HashMap<>();
            for (Node node : network.graph().nodes()) {
                List<AxisRef> axes = unit.members().keySet().stream()
                        .filter(axis -> !axis.isParameter() && axis.name().equals(node.name()))
                        .toList();
                boolean again = node.inputs().stream().anyMatch(changed::containsKey);
                if (again || !axes.isEmpty()) {
                    Tensor output = again ? apply(node, changed, child) : value(node.name(), values);
                    for (AxisRef axis : axes) {
                        output = child.mul(output, mask(child, unit, axis, output.shape()));
                    }
                    changed.put(node.name(), output);
                }
            }
            return loss(value(network.graph().output(), changed));
        }
    }

    private Tensor apply(Node node, Map<String, Tensor> changed, Scope owner) {
        List<Tensor> inputs =
                node.inputs().stream().map(name -> value(name, changed)).toList();
        Map<String, Tensor> parameters = new HashMap<>();
        node.parameters().forEach((role, name) -> parameters.put(role, Objects.requireNonNull(weights.get(name))));
        return node.operator().apply(new Operands<>(inputs, parameters), new Execution(owner, Normalization.RUNNING));
    }

    private Tensor value(String name, Map<String, Tensor> changed) {
        Tensor value = changed.get(name);
        return value == null ? Objects.requireNonNull(values.get(name), name) : value;
    }

    private static Tensor mask(Scope scope, Unit unit, AxisRef axis, Shape shape) {
        int[] dims = new int[shape.rank()];
        Arrays.fill(dims, 1);
        dims[axis.axis()] = shape.dim(axis.axis());
        double[] mask = new double[dims[axis.axis()]];
        Arrays.fill(mask, 1);
        for (int index : Objects.requireNonNull(unit.members().get(axis))) {
            mask[index] = 0;
        }
        return scope.of(HostTensor.of(Shape.of(dims), mask));
    }

    private double loss(Tensor logits) {
        Logits read = Logits.of(scope.read(logits));
        double sum = 0;
        for (int n = 0; n < labels.length; n++) {
            sum += read.crossEntropy(n, labels[n]);
        }
        return sum;
    }
}
