package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batch normalization of (N, C, …) over all axes but the channels', with weight (gamma), bias (beta), running_mean and running_var, all (C). */
public record BatchNorm2d(double epsilon, double momentum) implements Operator, Homogeneous {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            if (x.rank() < 2 || !shapes.parameter(role).equals(Shape.of(x.dim(1)))) {
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
                Tensor shift = runningShift(operands, scale, scope);
                int rank = x.shape().rank();
                yield scope.add(
                        scope.mul(x, Tangents.perChannel(scope, scale, rank)), Tangents.perChannel(scope, shift, rank));
            }
            case BATCH -> affine(Standardized.of(x, over(x), epsilon, scope).values(), operands, scope);
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
            Standardized standardized = Standardized.of(x.primal(), over(x.primal()), epsilon, scope);
            Tensor y = affine(standardized.values(), operands, scope);
            if (xdot == null) {
                return new Dual(y, y);
            }
            Tensor gamma = Tangents.perChannel(
                    scope, operands.parameter("weight"), y.shape().rank());
            return new Dual(y, scope.add(standardized.along(xdot, gamma, scope), y));
        }
        Tensor y = apply(new Operands<>(List.of(x.primal()), operands.parameters()), execution);
        if (xdot == null) {
            return new Dual(y, y);
        }
        Tensor scale = Tangents.perChannel(
                scope, runningScale(operands, scope), xdot.shape().rank());
        return new Dual(y, scope.add(scope.mul(xdot, scale), y));
    }

    /** Running statistics, y = s x + t: ydot = (1 + k) y + s r - k t. */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        if (execution.normalization() == Execution.Normalization.BATCH) {
            return EulerDual.through(this, operands, execution);
        }
        Scope scope = execution.scope();
        EulerDual x = operands.input();
        Tensor y = apply(new Operands<>(List.of(x.primal()), operands.parameters()), execution);
        Tensor scale = runningScale(operands, scope);
        Tensor r = x.rest();
        Tensor scaled = r == null
                ? null
                : scope.mul(r, Tangents.perChannel(scope, scale, r.shape().rank()));
        Tensor still = x.degree() == 0
                ? null
                : Tangents.channelwise(
                        scope, scope.scale(runningShift(operands, scale, scope), -x.degree()), y.shape());
        return new EulerDual(y, x.degree() + 1, Tangents.add(scope, scaled, still));
    }

    private static int[] over(Tensor x) {
        return IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    }

    private Tensor runningScale(Operands<?> operands, Scope scope) {
        return scope.div(
                operands.parameter("weight"), scope.sqrt(scope.shift(operands.parameter("running_var"), epsilon)));
    }

    private static Tensor runningShift(Operands<?> operands, Tensor scale, Scope scope) {
        return scope.sub(operands.parameter("bias"), scope.mul(scale, operands.parameter("running_mean")));
    }

    private static Tensor affine(Tensor xhat, Operands<?> operands, Scope scope) {
        int rank = xhat.shape().rank();
        return scope.add(
                scope.mul(xhat, Tangents.perChannel(scope, operands.parameter("weight"), rank)),
                Tangents.perChannel(scope, operands.parameter("bias"), rank));
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

    @Override
    public String torch(TorchNode torch) {
        int rank = torch.shapes().input().rank();
        String options = ", eps=" + PythonLiteral.of(epsilon) + ", momentum=" + PythonLiteral.of(momentum) + ")";
        int channels = torch.shapes().input().dim(1);
        return torch.layer("nn.BatchNorm" + Math.max(1, rank - 2) + "d(" + channels + options)
                .map(layer -> layer + "(" + torch.input(0) + ")")
                .orElseGet(() -> function(torch, torch.input(0), "") + options);
    }

    /** Up to the options; {@code prefix} is before the roles. */
    static String function(TorchNode torch, String x, String prefix) {
        return "F.batch_norm(" + x + ", " + torch.parameter(prefix + "running_mean") + ", "
                + torch.parameter(prefix + "running_var") + ", " + torch.parameter(prefix + "weight") + ", "
                + torch.parameter(prefix + "bias") + ", self.training";
    }
}
