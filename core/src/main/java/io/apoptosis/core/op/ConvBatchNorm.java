package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A convolution and the batch normalization behind it as one convolution with W' = s W and b' = beta + s (b - mu), s = gamma /
 * sqrt(var + eps); running statistics only. Roles: the convolution's {@code weight} and {@code bias}, and {@code norm.} before the
 * norm's. Gradients of W, gamma and beta follow from those of W' and b' by the chain rule (algorithm.md, section 1.1).
 */
public record ConvBatchNorm(Conv2d convolution, BatchNorm2d norm) implements Operator, Weighted {
    /** Prefix of the norm's roles. */
    public static final String NORM = "norm.";

    @Override
    public List<String> trainable() {
        return List.of("weight", "bias", NORM + "weight", NORM + "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape y = convolution.shape(shapes);
        return norm.shape(new Shapes(List.of(y), withoutPrefix(shapes.parameters())));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        Coefficients at = coefficients(operands, execution);
        return weigh(execution.scope(), operands.input(), at.weight(), at.bias());
    }

    /** As {@link #carry}, written out: only dual passes meet folded layers, and they carry. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        List<EulerDual> carried = operands.inputs().stream().map(EulerDual::of).toList();
        return carry(new Operands<>(carried, operands.parameters()), execution).dual(execution.scope());
    }

    /** W' = s W is a product of two live parameters, so W'dot = 2 W'; b' = beta + s (b - mu), and b'dot = beta + s (2b - mu). */
    @Override
    public Coefficients coefficients(Operands<?> operands, Execution execution) {
        if (execution.normalization() != Execution.Normalization.RUNNING) {
            throw new IllegalArgumentException("only running statistics fold into a convolution");
        }
        Scope scope = execution.scope();
        Tensor scale = scope.div(
                operands.parameter(NORM + "weight"),
                scope.sqrt(scope.shift(operands.parameter(NORM + "running_var"), norm.epsilon())));
        Tensor weight = operands.parameter(WEIGHT);
        Tensor scaled =
                scope.mul(weight, scope.reshape(scale, Shape.of(weight.shape().dim(0), 1, 1, 1)));
        Tensor beta = operands.parameter(NORM + "bias");
        Tensor still = scope.sub(beta, scope.mul(scale, operands.parameter(NORM + "running_mean")));
        Tensor bias = operands.optional("bias");
        if (bias == null) {
            return new Coefficients(scaled, 2, still, still);
        }
        Tensor moving = scope.mul(scale, bias);
        return new Coefficients(scaled, 2, scope.add(still, moving), scope.add(still, scope.scale(moving, 2)));
    }

    @Override
    public Tensor weigh(Scope scope, Tensor x, Tensor weight, @Nullable Tensor bias) {
        return convolution.weigh(scope, x, weight, bias);
    }

    @Override
    public @Nullable Weighted transposed() {
        return convolution.transposed();
    }

    @Override
    public Tensor turned(Scope scope, Tensor weight) {
        return convolution.turned(scope, weight);
    }

    @Override
    public int channels(int rank) {
        return convolution.channels(rank);
    }

    @Override
    public List<String> factors() {
        return List.of(NORM + "weight");
    }

    @Override
    public void couple(Links links) {
        convolution.couple(links);
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            links.same(links.out(1), links.parameter(NORM + role, 0));
        }
    }

    @Override
    public long macs(Shapes shapes) {
        return convolution.macs(shapes);
    }

    @Override
    public Operator shrink(Kept kept) {
        return new ConvBatchNorm(convolution.shrink(kept), norm);
    }

    @Override
    public void export(OnnxNode onnx) {
        List<String> inputs = new ArrayList<>(List.of(onnx.input(0), onnx.parameter("weight")));
        if (onnx.has("bias")) {
            inputs.add(onnx.parameter("bias"));
        }
        String convolved = onnx.intermediate("Conv", inputs, convolution.onnxAttributes());
        List<String> normalized = new ArrayList<>(List.of(convolved));
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            normalized.add(onnx.parameter(NORM + role));
        }
        onnx.output("BatchNormalization", normalized, Map.of("epsilon", norm.epsilon()));
    }

    private static Map<String, Shape> withoutPrefix(Map<String, Shape> parameters) {
        Map<String, Shape> normOnly = new HashMap<>();
        parameters.forEach((role, shape) -> {
            if (role.startsWith(NORM)) {
                normOnly.put(role.substring(NORM.length()), shape);
            }
        });
        return normOnly;
    }

    @Override
    public String torch(TorchNode torch) {
        return BatchNorm2d.function(torch, convolution.function(torch), NORM) + ", eps="
                + PythonLiteral.of(norm.epsilon()) + ", momentum=" + PythonLiteral.of(norm.momentum()) + ")";
    }
}
