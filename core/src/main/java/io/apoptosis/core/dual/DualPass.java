package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Homogeneous;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/** One forward pass that carries every activation with its tangent along theta (algorithm.md, section 1.1). */
final class DualPass implements Walk<EulerDual> {
    private final Execution execution;

    DualPass(Execution execution) {
        this.execution = execution;
    }

    /** Logits and their directional derivative; the image itself does not depend on theta. */
    Dual logits(Graph graph, Map<String, Tensor> weights, Tensor images) {
        return over(graph, weights, EulerDual.constant(images)).dual(execution.scope());
    }

    @Override
    public EulerDual visit(Node node, Operands<EulerDual> operands) {
        return node.operator() instanceof Homogeneous operator
                ? operator.carry(operands, execution)
                : EulerDual.through(node.operator(), operands, execution);
    }

    @Override
    public void release(EulerDual value) {
        Carried.release(execution.scope(), value);
    }
}
