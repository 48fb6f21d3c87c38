package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Batch normalization over N, H, W with weight (gamma), bias (beta), running_mean and running_var, all (C). */
public record BatchNorm2d(double epsilon, double momentum) implements Operator {
    private static final int[] OVER = {0, 2, 3};

    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            if (x.rank() != 4 || !shapes.parameter(role).equals(Shape.of(x.dim(1)))) {
                throw new ShapeMismatch("batch norm with " + role + " " + shapes.parameter(role) + " reads " + x);
            }
        }
        return x;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input();
        return switch (execution.normalization()) {
            case RUNNING -> {
                Tensor scale = runningScale(operands, scope);
                Tensor shift =
                        scope.sub(operands.parameter("bias"), scope.mul(scale, operands.parameter("running_mean")));
                yield scope.add(
                        scope.mul(x, Tangents.perChannel(scope, scale, 4)), Tangents.perChannel(scope, shift, 4));
            }
            case BATCH -> {
                Moments moments = Moments.of(x, epsilon, scope);
                yield affine(moments.normalized(), operands, scope);
            }
            case TRAINING ->
                scope.batchNormTraining(
                        x,
                        operands.parameter("weight"),
                        operands.parameter("bias"),
                        operands.parameter("running_mean"),
                        operands.parameter("running_var"),
                        momentum,
                        epsilon);
        };
    }

    /** Running: s xdot + y. Batch: gamma (xd - mean(xd) - xhat mean(xhat xd)) / sigma + y. Algorithm.md, section 1.2. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor xdot = x.tangent();
        if (execution.normalization() == Execution.Normalization.BATCH) {
            Moments moments = Moments.of(x.primal(), epsilon, scope);
            Tensor xhat = moments.normalized();
            Tensor y = affine(xhat, operands, scope);
            return new Dual(y, xdot == null ? y : scope.add(batchTangent(moments, xdot, operands, scope), y));
        }
        Tensor y = apply(new Operands<>(List.of(x.primal()), operands.parameters()), execution);
        if (xdot == null) {
            return new Dual(y, y);
        }
        Tensor scale = Tangents.perChannel(scope, runningScale(operands, scope), 4);
        return new Dual(y, scope.add(scope.mul(xdot, scale), y));
    }

    private static Tensor batchTangent(Moments moments, Tensor xdot, Operands<Dual> operands, Scope scope) {
        Tensor xhat = moments.normalized();
        Tensor centred = scope.sub(xdot, scope.mean(xdot, OVER, true));
        Tensor along = scope.mean(scope.mul(xhat, xdot), OVER, true);
        Tensor gamma = Tangents.perChannel(scope, operands.parameter("weight"), 4);
        return scope.mul(scope.sub(centred, scope.mul(xhat, along)), scope.div(gamma, moments.deviation()));
    }

    private Tensor runningScale(Operands<?> operands, Scope scope) {
        return scope.div(
                operands.parameter("weight"), scope.sqrt(scope.shift(operands.parameter("running_var"), epsilon)));
    }

    private static Tensor affine(Tensor xhat, Operands<?> operands, Scope scope) {
        return scope.add(
                scope.mul(xhat, Tangents.perChannel(scope, operands.parameter("weight"), 4)),
                Tangents.perChannel(scope, operands.parameter("bias"), 4));
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.out(1));
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            links.same(links.out(1), links.parameter(role, 0));
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
        onnx.output(
                "BatchNormalization",
                List.of(
                        onnx.input(0),
                        onnx.parameter("weight"),
                        onnx.parameter("bias"),
                        onnx.parameter("running_mean"),
                        onnx.parameter("running_var")),
                Map.of("epsilon", epsilon));
    }

    /** The batch's own standardized activations and (1, C, 1, 1) standard deviation, biased variance. */
    private record Moments(Tensor normalized, Tensor deviation) {
        static Moments of(Tensor x, double epsilon, Scope scope) {
            Tensor centred = scope.sub(x, scope.mean(x, OVER, true));
            Tensor variance = scope.mean(scope.mul(centred, centred), OVER, true);
            Tensor deviation = scope.sqrt(scope.shift(variance, epsilon));
            return new Moments(scope.div(centred, deviation), deviation);
        }
    }
}
