package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of Algorithm 1 (lines 1 and 8 to 11): activations with a probe behind every convolution and linear layer, and beside them
 * the tangent from 0, yhat = W x + b + W xhat; other operators by their Jacobian, without a direction of their own.
 */
final class LayerwisePass implements Walk<Dual> {
    private final Execution execution;
    private final Scope scope;
    private final boolean asPublished;
    private final Map<String, LayerTap> taps = new LinkedHashMap<>();

    LayerwisePass(Execution execution, boolean asPublished) {
        this.execution = execution;
        this.scope = execution.scope();
        this.asPublished = asPublished;
    }

    Tensor logits(Graph graph, Map<String, Tensor> weights, Tensor images) {
        return over(graph, weights, Dual.constant(images)).primal();
    }

    /** By node, in graph order. */
    Map<String, LayerTap> taps() {
        return taps;
    }

    @Override
    public Dual visit(Node node, Operands<Dual> operands) {
        List<Tensor> primals = operands.inputs().stream().map(Dual::primal).toList();
        Tensor y = node.operator().apply(new Operands<>(primals, operands.parameters()), execution);
        if (!(node.operator() instanceof LinearMap)) {
            return new Dual(y, byJacobian(node, operands));
        }
        @Nullable Tensor xhat = operands.input().tangent();
        Tensor probe = scope.variable(scope.scale(y, 0));
        taps.put(node.name(), new LayerTap(xhat, probe));
        Tensor own = scope.constant(y);
        return new Dual(
                scope.add(y, probe),
                xhat == null ? own : scope.add(own, Surrogate.product(node, xhat, operands, execution)));
    }

    /**
     * The part of the operator's tangent that comes in with its input. Its own parameters' part is its output, since what a norm or an
     * embedding gives is linear in its parameters. The authors take the Jacobian at the tangent instead of the primal.
     */
    private @Nullable Tensor byJacobian(Node node, Operands<Dual> operands) {
        if (operands.inputs().stream().allMatch(x -> x.tangent() == null)) {
            return null;
        }
        List<Dual> at = operands.inputs().stream().map(this::point).toList();
        Dual y = node.operator().tangent(new Operands<>(at, operands.parameters()), execution);
        @Nullable Tensor ydot = y.tangent();
        boolean directed = node.operator().trainable().stream().anyMatch(operands.parameters()::containsKey);
        return ydot != null && directed ? scope.sub(ydot, y.primal()) : ydot;
    }

    private Dual point(Dual x) {
        @Nullable Tensor xhat = x.tangent();
        return asPublished && xhat != null ? new Dual(xhat, xhat) : new Dual(scope.constant(x.primal()), xhat);
    }

    /** Nothing: the second pass reads tangents again. */
    @Override
    public void release(Dual value) {}
}
