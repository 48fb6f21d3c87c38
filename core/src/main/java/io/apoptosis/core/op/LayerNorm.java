package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Layer normalization over the last axis, with weight and bias of its extent. What a cut leaves of that axis is normalized anew. */
public record LayerNorm(double epsilon) implements Operator, Homogeneous {
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
        Standardized x = Standardized.of(operands.input(), over(operands.input()), epsilon, scope);
        return affine(x.values(), operands, scope);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return EulerDual.carried(this, operands, execution);
    }

    /**
     * ydot = gamma (J xdot + xhat) + beta, with J v = (v - mean(v) - xhat mean(xhat v)) / sigma, the batch norm's rule. Of xdot = k x + r, J x
     * = epsilon / sigma^2 xhat: a factor of every row, as mean(xhat r) is, so that neither costs a pass of its own over the activations.
     */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Scope scope = execution.scope();
        EulerDual x = operands.input();
        Standardized standardized = Standardized.of(x.primal(), over(x.primal()), epsilon, scope);
        Tensor y = affine(standardized.values(), operands, scope);
        Tensor along = standardized.alongWithItself(x, epsilon, scope);
        return new EulerDual(y, 0, along == standardized.values() ? y : affine(along, operands, scope));
    }

    private static Tensor affine(Tensor standardized, Operands<?> operands, Scope scope) {
        Tensor scaled = scope.mul(standardized, operands.parameter("weight"));
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
