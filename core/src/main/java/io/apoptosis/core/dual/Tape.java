package io.apoptosis.core.dual;

import io.apoptosis.core.dual.Carried.Source;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Homogeneous;
import io.apoptosis.core.op.Linearizable;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.op.Weighted;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A forward pass in {@link Piece}s, so that its backward pass, the pieces in reverse, meets the derivatives by what every layer reads and
 * gives. Layers, activations and residual joins have pieces of their own; everything else is recorded by the engine.
 */
final class Tape implements Walk<Carried> {
    private final Graph graph;
    private final Execution execution;
    private final DualPass pass;
    private final boolean tangents;
    private final Set<String> constant;
    private final RimSums sums;
    private final Map<String, Integer> readers;
    private final Map<String, Node> reader = new HashMap<>();
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * @param tangents whether they are carried, or primals alone
     * @param constant weights whose gradient is not needed, because their sums are
     */
    Tape(Graph graph, Execution execution, boolean tangents, Set<String> constant, RimSums sums) {
        this.graph = graph;
        this.execution = execution;
        this.pass = new DualPass(execution);
        this.tangents = tangents;
        this.constant = constant;
        this.sums = sums;
        this.readers = graph.readers();
        graph.nodes().forEach(node -> node.inputs().forEach(input -> reader.put(input, node)));
    }

    @Override
    public Carried visit(Node node, Operands<Carried> operands) {
        Scope scope = execution.scope();
        Carried x = operands.input();
        if (isStill(node, operands)) {
            return Carried.still(value(node, operands.parameters(), duals(operands.inputs())));
        }
        Weighted layer = rim(node);
        if (layer != null) {
            boolean alone = isReadOnce(node.inputs().get(0));
            Operands<EulerDual> parameters = new Operands<>(List.of(), operands.parameters());
            Rim rim = new Rim(layer, RimAxes.of(node, layer), x, alone, parameters, execution, tangents, sums);
            if (!innerComes(node)) {
                rim.keepOutput();
            }
            return add(rim);
        }
        if (node.operator() instanceof Linearizable activation) {
            return add(
                    Activated.of(scope, activation, x, isReadOnce(node.inputs().get(0))));
        }
        if (isJoin(node, operands.inputs())) {
            EulerDual sum = value(node, operands.parameters(), duals(operands.inputs()));
            return add(new Join(scope, x, operands.input(1), Carried.of(sum)));
        }
        return recorded(node, operands);
    }

    private Carried recorded(Node node, Operands<Carried> operands) {
        List<Source> sources = new ArrayList<>();
        List<EulerDual> inputs =
                operands.inputs().stream().map(x -> source(x, sources)).toList();
        EulerDual value = value(node, operands.parameters(), inputs);
        return goesOn(node) ? Carried.recorded(value, sources) : add(Recorded.of(execution.scope(), sources, value));
    }

    /** The operand as a recording reads it. */
    private EulerDual source(Carried x, List<Source> sources) {
        if (x.isStill()) {
            return x.dual();
        }
        if (!x.sources().isEmpty()) {
            sources.addAll(x.sources());
            return x.dual();
        }
        EulerDual variables = Recorded.variables(execution.scope(), x.dual());
        sources.add(new Source(x, variables));
        return variables;
    }

    private EulerDual value(Node node, Map<String, Tensor> parameters, List<EulerDual> inputs) {
        if (!tangents) {
            List<Tensor> primals = inputs.stream().map(EulerDual::primal).toList();
            return EulerDual.constant(node.operator().apply(new Operands<>(primals, parameters), execution));
        }
        return pass.visit(node, new Operands<>(inputs, parameters));
    }

    private static List<EulerDual> duals(List<Carried> inputs) {
        return inputs.stream().map(Carried::dual).toList();
    }

    private Carried add(Piece piece) {
        pieces.add(piece);
        return piece.value();
    }

    private static boolean isStill(Node node, Operands<Carried> operands) {
        return operands.inputs().stream().allMatch(Carried::isStill)
                && node.operator().trainable().stream().noneMatch(node.parameters()::containsKey);
    }

    /** The node's layer, where its scores are read off at its rim. */
    private @Nullable Weighted rim(@Nullable Node node) {
        return node != null
                        && node.operator() instanceof Weighted layer
                        && constant.contains(String.valueOf(node.parameters().get(Weighted.WEIGHT)))
                ? layer
                : null;
    }

    private static boolean isJoin(Node node, List<Carried> inputs) {
        return node.operator() instanceof Add
                && inputs.size() == 2
                && inputs.stream().noneMatch(Carried::isStill)
                && inputs.get(0)
                        .dual()
                        .primal()
                        .shape()
                        .equals(inputs.get(1).dual().primal().shape());
    }

    private boolean isReadOnce(String name) {
        return readers.getOrDefault(name, 0) == 1;
    }

    /** What its one reader's recording can take in. */
    private boolean goesOn(Node node) {
        Node next = reader.get(node.name());
        return node.operator() instanceof Homogeneous
                && next != null
                && isReadOnce(node.name())
                && rim(next) == null
                && !(next.operator() instanceof Linearizable)
                && !(next.operator() instanceof Add);
    }

    /**
     * Whether the sum of a layer's output times its derivatives comes back with them: where it passes through an activation of degree one to the
     * next layer, which sums its input's.
     */
    private boolean innerComes(Node node) {
        Node activation = reader.get(node.name());
        Node next = activation == null ? null : reader.get(activation.name());
        Weighted layer = rim(next);
        return activation != null
                && next != null
                && layer != null
                && isReadOnce(node.name())
                && isReadOnce(activation.name())
                && activation.operator() instanceof Linearizable known
                && known.isHomogeneous()
                && sums.wants(RimAxes.of(next, layer).input());
    }

    @Override
    public void release(Carried value) {
        value.forget(execution.scope());
    }

    /** The backward pass, from the derivatives by the output that are gathered already. */
    void unwind(Gradients gradients) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            pieces.remove(i).pullBack(gradients);
        }
    }
}
