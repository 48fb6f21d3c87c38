package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** The sum of two activations of one shape: a residual join. Every index of one is coupled with the same index of the other. */
public record Add() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        if (!shapes.input(0).equals(shapes.input(1))) {
            throw new ShapeMismatch("adds " + shapes.input(0) + " and " + shapes.input(1));
        }
        return shapes.input(0);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().add(operands.input(0), operands.input(1));
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual a = operands.input(0);
        Dual b = operands.input(1);
        return new Dual(scope.add(a.primal(), b.primal()), Tangents.add(scope, a.tangent(), b.tangent()));
    }

    @Override
    public void couple(Links links) {
        for (int axis = 0; axis < links.output().rank(); axis++) {
            links.same(links.in(0, axis), links.out(axis));
            links.same(links.in(1, axis), links.out(axis));
        }
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Add", List.of(onnx.input(0), onnx.input(1)), Map.of());
    }
}
