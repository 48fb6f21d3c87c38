package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Walk;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A forward pass in which every image has a scale, 1, and a shift, 0, of its own behind every channel of every batch norm. */
final class NormLeaves implements Walk<Tensor> {
    private final Scope scope;
    private final List<Tensor> leaves = new ArrayList<>();

    NormLeaves(Scope scope) {
        this.scope = scope;
    }

    Tensor logits(Graph graph, Map<String, Tensor> weights, HostTensor images) {
        return over(graph, weights, scope.of(images));
    }

    /** (N, C, 1, …): for norm after norm in the graph's order its scales, then its shifts. */
    List<Tensor> leaves() {
        return leaves;
    }

    @Override
    public Tensor visit(Node node, Operands<Tensor> operands) {
        Tensor output = node.operator().apply(operands, new Execution(scope, Normalization.RUNNING));
        if (!(node.operator() instanceof BatchNorm2d)) {
            return output;
        }
        int[] dims = new int[output.shape().rank()];
        Arrays.fill(dims, 1);
        dims[0] = output.shape().dim(0);
        dims[1] = output.shape().dim(1);
        HostTensor zeros = HostTensor.zeros(DType.FLOAT32, Shape.of(dims));
        Tensor scale = leaf(zeros.map(zero -> 1));
        return scope.add(scope.mul(output, scale), leaf(zeros));
    }

    private Tensor leaf(HostTensor value) {
        Tensor leaf = scope.variable(scope.of(value));
        leaves.add(leaf);
        return leaf;
    }

    @Override
    public void release(Tensor value) {
        scope.release(value);
    }
}
