package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/** One forward pass that carries every activation with its tangent along theta (algorithm.md, section 1.1). */
final class DualPass implements Walk<Dual> {
    private final Execution execution;

    DualPass(Execution execution) {
        this.execution = execution;
    }

    /** Logits and their directional derivative; the image itself does not depend on theta. */
    Dual logits(Graph graph, Map<String, Tensor> weights, Tensor images) {
        return over(graph, weights, Dual.constant(images));
    }

    @Override
    public Dual visit(Node node, Operands<Dual> operands) {
        return node.operator().tangent(operands, execution);
    }

    @Override
    public void release(Dual value) {
        Scope scope = execution.scope();
        scope.release(value.primal());
        Tensor tangent = value.tangent();
        if (tangent != null && tangent != value.primal()) {
            scope.release(tangent);
        }
    }
}
