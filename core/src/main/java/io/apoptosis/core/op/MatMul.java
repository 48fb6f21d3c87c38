package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** The matrix product of two activations over their last two axes, sample by sample and head by head: (N, …, L, D) times (N, …, D, M). */
public record MatMul() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape a = shapes.input(0);
        Shape b = shapes.input(1);
        int rank = a.rank();
        boolean fits = rank >= 3 && b.rank() == rank && a.dim(rank - 1) == b.dim(rank - 2);
        for (int axis = 0; fits && axis < rank - 2; axis++) {
            fits = a.dim(axis) == b.dim(axis);
        }
        if (!fits) {
            throw new ShapeMismatch("multiplies " + a + " and " + b);
        }
        return a.with(rank - 1, b.dim(rank - 1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().matmul(operands.input(0), operands.input(1));
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual a = operands.input(0);
        Dual b = operands.input(1);
        Tensor adot = a.tangent();
        Tensor bdot = b.tangent();
        Tensor ydot = Tangents.add(
                scope,
                adot == null ? null : scope.matmul(adot, b.primal()),
                bdot == null ? null : scope.matmul(a.primal(), bdot));
        return new Dual(scope.matmul(a.primal(), b.primal()), ydot);
    }

    @Override
    public void couple(Links links) {
        int last = links.output().rank() - 1;
        for (int axis = 0; axis < last - 1; axis++) {
            links.same(links.in(0, axis), links.out(axis));
            links.same(links.in(1, axis), links.out(axis));
        }
        links.same(links.in(0, last - 1), links.out(last - 1));
        links.same(links.in(1, last), links.out(last));
        links.same(links.in(0, last), links.in(1, last - 1));
    }

    @Override
    public long macs(Shapes shapes) {
        Shape a = shapes.input(0);
        return a.size() / a.dim(0) * shapes.input(1).dim(a.rank() - 1);
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("MatMul", List.of(onnx.input(0), onnx.input(1)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + " @ " + torch.input(1);
    }
}
