package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scalar whose gradient is up + down of Algorithm 1: sum over layers l of {@code <g_l, W_l(const) * x_l(theta)>} (lines 3 to 7) and of
 * {@code <g_l, W_l(theta) * xhat_l(const)>} (line 12), g_l = dL/dy_l.
 */
final class Surrogate implements Walk<Tensor> {
    private final Execution execution;
    private final Scope scope;
    private final Map<String, Tensor> constants;
    private final Map<String, @Nullable Tensor> tangents;
    private final Map<String, Tensor> adjoints;
    private final Set<String> countedTwice;
    private @Nullable Tensor total;

    /**
     * @param constants the weights as they are, by checkpoint name
     * @param tangents xhat_l by node
     * @param adjoints g_l by node
     * @param countedTwice nodes whose second sum weighs double
     */
    Surrogate(
            Execution execution,
            Map<String, Tensor> constants,
            Map<String, @Nullable Tensor> tangents,
            Map<String, Tensor> adjoints,
            Set<String> countedTwice) {
        this.execution = execution;
        this.scope = execution.scope();
        this.constants = constants;
        this.tangents = tangents;
        this.adjoints = adjoints;
        this.countedTwice = countedTwice;
    }

    /** @param live the same weights, those of layers as variables */
    Tensor of(Graph graph, Map<String, Tensor> live, Tensor images) {
        over(graph, live, images);
        return Objects.requireNonNull(total, "a network of one layer has no layer above another");
    }

    @Override
    public Tensor visit(Node node, Operands<Tensor> operands) {
        @Nullable Tensor xhat = tangents.get(node.name());
        @Nullable Tensor adjoint = adjoints.get(node.name());
        if (xhat != null && adjoint != null) {
            Tensor weight = Objects.requireNonNull(
                    constants.get(Objects.requireNonNull(node.parameters().get("weight"))));
            Tensor up = product(node, operands.input(), new Operands<>(List.of(), Map.of("weight", weight)), execution);
            Tensor down = product(node, xhat, operands, execution);
            Tensor both = scope.add(up, countedTwice.contains(node.name()) ? scope.scale(down, 2) : down);
            int[] all = IntStream.range(0, both.shape().rank()).toArray();
            Tensor along = scope.sum(scope.mul(adjoint, both), all, false);
            total = total == null ? along : scope.add(total, along);
        }
        return node.operator().apply(operands, execution);
    }

    /** W x without the bias. */
    static Tensor product(Node node, Tensor x, Operands<?> operands, Execution execution) {
        Map<String, Tensor> weight = Map.of("weight", operands.parameter("weight"));
        return node.operator().apply(new Operands<>(List.of(x), weight), execution);
    }

    /** Layers behind the first join of two branches: the authors' code walks into them once from each. */
    static Set<String> behindJoins(Graph graph) {
        Set<String> behind = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.inputs().size() > 1 || node.inputs().stream().anyMatch(behind::contains)) {
                behind.add(node.name());
            }
        }
        return behind;
    }

    static boolean isLayer(Node node) {
        return node.operator() instanceof LinearMap;
    }

    @Override
    public void release(Tensor value) {
        scope.release(value);
    }
}
