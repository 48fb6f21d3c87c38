package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Layer normalization over the last axis, with weight and bias of its extent. What a cut leaves of that axis is normalized anew. */
public record LayerNorm(double epsilon) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        for (String role : trainable()) {
            if (x.rank() < 2 || !shapes.parameter(role).equals(Shape.of(x.dim(x.rank() - 1)))) {
                throw new ShapeMismatch("layer norm with " + role + " " + shapes.parameter(role) + " reads " + x);
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
        Tensor gamma = operands.parameter("weight");
        return new Dual(y, xdot == null ? y : scope.add(standardized.along(xdot, gamma, scope), y));
    }

    private static Tensor affine(Standardized x, Operands<?> operands, Scope scope) {
        Tensor scaled = scope.mul(x.values(), operands.parameter("weight"));
        return scope.add(scaled, operands.parameter("bias"));
    }

    private static int[] over(Tensor x) {
        return new int[] {x.shape().rank() - 1};
    }

    @Override
    public void couple(Links links) {
        int last = links.output().rank() - 1;
        for (int axis = 0; axis <= last; axis++) {
            links.same(links.in(axis), links.out(axis));
        }
        links.same(links.out(last), links.parameter("weight", 0));
        links.same(links.out(last), links.parameter("bias", 0));
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
                "LayerNormalization",
                List.of(onnx.input(0), onnx.parameter("weight"), onnx.parameter("bias")),
                Map.of("axis", -1L, "epsilon", epsilon));
    }

    @Override
    public String torch(TorchNode torch) {
        int width = torch.shapes().parameter("weight").dim(0);
        String options = ", eps=" + PythonLiteral.of(epsilon) + ")";
        return torch.layer("nn.LayerNorm(" + width + options)
                .map(layer -> layer + "(" + torch.input(0) + ")")
                .orElseGet(() -> "F.layer_norm(" + torch.input(0) + ", (" + width + ",), " + torch.parameter("weight")
                        + ", " + torch.parameter("bias") + options);
    }
}
