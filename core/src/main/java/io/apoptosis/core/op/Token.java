package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A parameter (1, …) as a value, the same for every sample: a class token. Its roles are those of {@link Arithmetic}; what it reads is
 * the network's input, of which only the number of samples counts.
 */
public record Token() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of(Arithmetic.TRAINED);
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape parameter = shapes.parameter(role(shapes.has(Arithmetic.TRAINED)));
        if (parameter.rank() < 2 || parameter.dim(0) != 1) {
            throw new ShapeMismatch("a token is (1, …), not " + parameter);
        }
        return parameter.with(0, shapes.input().dim(0));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return repeat(operands, operands.input(), execution.scope());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Tensor y = repeat(operands, operands.input().primal(), execution.scope());
        return operands.optional(Arithmetic.TRAINED) == null ? Dual.constant(y) : new Dual(y, y);
    }

    private static Tensor repeat(Operands<?> operands, Tensor batch, Scope scope) {
        Tensor parameter = operands.parameter(role(operands.optional(Arithmetic.TRAINED) != null));
        return scope.expand(parameter, parameter.shape().with(0, batch.shape().dim(0)));
    }

    private static String role(boolean trained) {
        return trained ? Arithmetic.TRAINED : Arithmetic.FIXED;
    }

    @Override
    public void couple(Links links) {
        for (int axis = 1; axis < links.output().rank(); axis++) {
            links.same(links.parameter(role(links.has(Arithmetic.TRAINED)), axis), links.out(axis));
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
        String name = onnx.parameter(role(onnx.has(Arithmetic.TRAINED)));
        long[] once = new long
                [onnx.shapes().parameter(role(onnx.has(Arithmetic.TRAINED))).rank() - 1];
        Arrays.fill(once, 1);
        String batch = onnx.intermediate("Shape", List.of(onnx.input(0)), Map.of("end", 1L));
        String target = onnx.intermediate("Concat", List.of(batch, onnx.constant(once)), Map.of("axis", 0L));
        onnx.output("Expand", List.of(name, target), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        String role = role(torch.has(Arithmetic.TRAINED));
        int rank = torch.shapes().parameter(role).rank();
        return torch.parameter(role) + ".expand(len(" + torch.input(0) + ")" + ", -1".repeat(rank - 1) + ")";
    }
}
