package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** x (N, …, in) times weight (out, in) transposed, plus bias (out) where there is one. */
public record Linear() implements Operator, LinearMap, MatrixLayer {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        int last = x.rank() - 1;
        if (x.rank() < 2 || weight.rank() != 2 || x.dim(last) != weight.dim(1)) {
            throw new ShapeMismatch("a linear layer with weight " + weight + " reads " + x);
        }
        return x.with(last, weight.dim(0));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return map(operands.input(), operands, execution.scope());
    }

    /** ydot = W (x + xdot) + b. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = map(x.primal(), operands, scope);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? y : map(scope.add(x.primal(), xdot), operands, scope));
    }

    @Override
    public Coefficients coefficients(Operands<?> operands, Execution execution) {
        Tensor bias = operands.optional("bias");
        return new Coefficients(operands.parameter(WEIGHT), 1, bias, bias);
    }

    @Override
    public Tensor weigh(Scope scope, Tensor x, Tensor weight, @Nullable Tensor bias) {
        return scope.linear(x, weight, bias);
    }

    private Tensor map(Tensor x, Operands<?> operands, Scope scope) {
        return weigh(scope, x, operands.parameter(WEIGHT), operands.optional("bias"));
    }

    @Override
    public void couple(Links links) {
        int last = links.output().rank() - 1;
        for (int axis = 0; axis < last; axis++) {
            links.same(links.in(axis), links.out(axis));
        }
        links.same(links.in(last), links.parameter("weight", 1));
        links.same(links.out(last), links.parameter("weight", 0));
        if (links.has("bias")) {
            links.same(links.out(last), links.parameter("bias", 0));
        }
    }

    @Override
    public Tensor patches(Scope scope, Tensor input, Shape weight) {
        return featuresFirst(scope, input);
    }

    @Override
    public Tensor places(Scope scope, Tensor output) {
        return featuresFirst(scope, output);
    }

    private static Tensor featuresFirst(Scope scope, Tensor x) {
        int features = x.shape().dim(x.shape().rank() - 1);
        int samples = x.shape().dim(0);
        int places = Math.toIntExact(x.shape().size() / samples / features);
        Tensor rows = scope.transpose(scope.reshape(x, Shape.of(samples, places, features)), 0, 2, 1);
        return scope.reshape(rows, Shape.of(samples, 1, features, places));
    }

    @Override
    public long macs(Shapes shapes) {
        Shape x = shapes.input();
        return x.size() / x.dim(0) * shapes.parameter("weight").dim(0);
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    /** Gemm takes matrices only. */
    @Override
    public void export(OnnxNode onnx) {
        boolean matrix = onnx.shapes().input().rank() == 2;
        List<String> inputs = new ArrayList<>(List.of(onnx.input(0), onnx.parameter("weight")));
        if (matrix && onnx.has("bias")) {
            inputs.add(onnx.parameter("bias"));
        }
        if (matrix) {
            onnx.output("Gemm", inputs, Map.of("transB", 1L));
            return;
        }
        inputs.set(1, onnx.intermediate("Transpose", inputs.subList(1, 2), Map.of("perm", new long[] {1, 0})));
        if (onnx.has("bias")) {
            String product = onnx.intermediate("MatMul", inputs, Map.of());
            onnx.output("Add", List.of(product, onnx.parameter("bias")), Map.of());
        } else {
            onnx.output("MatMul", inputs, Map.of());
        }
    }

    @Override
    public String torch(TorchNode torch) {
        Shape weight = torch.shapes().parameter("weight");
        String constructor = "nn.Linear(" + weight.dim(1) + ", " + weight.dim(0) + ", bias="
                + PythonLiteral.of(torch.has("bias")) + ")";
        return torch.layer(constructor)
                .map(layer -> layer + "(" + torch.input(0) + ")")
                .orElseGet(() -> "F.linear(" + torch.input(0) + ", " + torch.parameter("weight") + ", "
                        + torch.parameter("bias") + ")");
    }
}
