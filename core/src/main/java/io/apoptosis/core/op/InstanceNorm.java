package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Instance normalization: each channel of each sample over all axes behind the channels, with weight and bias (C). */
public record InstanceNorm(double epsilon) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        for (String role : trainable()) {
            if (x.rank() < 3 || !shapes.parameter(role).equals(Shape.of(x.dim(1)))) {
                throw new ShapeMismatch("instance norm with " + role + " " + shapes.parameter(role) + " reads " + x);
            }
        }
        return x;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        Scope scope = execution.scope();
        return affine(Standardized.of(operands.input(), over(operands.input()), epsilon, scope), operands, scope);
    }

    /** The batch norm's rule, over other axes. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Standardized standardized = Standardized.of(x, over(x), epsilon, scope);
        Tensor y = affine(standardized, operands, scope);
        Tensor gamma = aligned(operands.parameter("weight"), x, scope);
        return new Dual(y, xdot == null ? y : scope.add(standardized.along(xdot, gamma, scope), y));
    }

    private static Tensor affine(Standardized x, Operands<?> operands, Scope scope) {
        Tensor scaled = scope.mul(x.values(), aligned(operands.parameter("weight"), x.values(), scope));
        return scope.add(scaled, aligned(operands.parameter("bias"), scaled, scope));
    }

    private static int[] over(Tensor x) {
        return IntStream.range(2, x.shape().rank()).toArray();
    }

    private static Tensor aligned(Tensor vector, Tensor x, Scope scope) {
        return Tangents.perChannel(scope, vector, x.shape().rank());
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.out(1));
        links.same(links.out(1), links.parameter("weight", 0));
        links.same(links.out(1), links.parameter("bias", 0));
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
        onnx.output(
                "InstanceNormalization",
                List.of(onnx.input(0), onnx.parameter("weight"), onnx.parameter("bias")),
                Map.of("epsilon", epsilon));
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.instance_norm(" + torch.input(0) + ", weight=" + torch.parameter("weight") + ", bias="
                + torch.parameter("bias") + ", eps=" + PythonLiteral.of(epsilon) + ")";
    }
}
