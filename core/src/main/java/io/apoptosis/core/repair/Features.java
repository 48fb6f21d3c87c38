package io.apoptosis.core.repair;

import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values inside one network for all images at once, computed node by node and dropped after their last reader. */
final class Features {
    private static final int BATCH = 50;

    private final Scope scope;
    private final Map<String, Tensor> weights = new HashMap<>();
    private final Map<String, List<Tensor>> values = new HashMap<>();
    private final Map<String, Integer> readersLeft;

    Features(Scope scope, Graph order, Network network, List<HostTensor> batches) {
        this.scope = scope;
        this.readersLeft = order.readers();
        network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
        values.put(order.input(), batches.stream().map(scope::of).toList());
    }

    /** The first images of a set, {@value #BATCH} at a time. */
    static List<HostTensor> batches(ImageSet images, int count) {
        return BatchOrder.sequential(count, BATCH).stream()
                .map(indices -> images.batch(indices).input())
                .toList();
    }

    void set(String parameter, HostTensor value) {
        weights.put(parameter, scope.of(value));
    }

    boolean has(String value) {
        return values.containsKey(value);
    }

    /** One batch of a value that is still needed. */
    HostTensor read(String value, int batch) {
        return scope.read(live(value).get(batch));
    }

    /** The node's value, without keeping it. */
    HostTensor peek(Node node, int batch) {
        try (Scope child = scope.child()) {
            return child.read(apply(node, batch, child));
        }
    }

    void advance(Node node) {
        List<Tensor> outputs = new ArrayList<>();
        for (int b = 0; b < live(node.inputs().get(0)).size(); b++) {
            try (Scope child = scope.child()) {
                Tensor output = apply(node, b, child);
                // A view that this scope owns; what else the operator needed goes with the child.
                outputs.add(scope.reshape(output, output.shape()));
            }
        }
        values.put(node.name(), outputs);
        for (String input : node.inputs()) {
            if (readersLeft.merge(input, -1, Integer::sum) == 0) {
                Objects.requireNonNull(values.remove(input)).forEach(scope::release);
            }
        }
    }

    private Tensor apply(Node node, int batch, Scope child) {
        List<Tensor> inputs =
                node.inputs().stream().map(name -> live(name).get(batch)).toList();
        Map<String, Tensor> parameters = new HashMap<>();
        node.parameters().forEach((role, name) -> parameters.put(role, Objects.requireNonNull(weights.get(name))));
        return node.operator().apply(new Operands<>(inputs, parameters), new Execution(child, Normalization.RUNNING));
    }

    private List<Tensor> live(String value) {
        return Objects.requireNonNull(values.get(value), () -> "nothing called " + value + " is alive");
    }
}
