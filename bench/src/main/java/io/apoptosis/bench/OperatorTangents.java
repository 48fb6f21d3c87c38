package io.apoptosis.bench;

import io.apoptosis.core.op.Activation;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Gelu;
import io.apoptosis.core.op.HardSwish;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.MatMul;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.op.Softmax;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operator, forward and backward: {@code primal} as in a gradient step, {@code dual} with the tangent along theta and inputs that have one.
 * {@code bench/run.sh jmh OperatorTangents}; in turns, for a machine that does other work as well, {@link OperatorRatios}.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class OperatorTangents {
    private static final int ROWS = 197;
    private static final int WIDTH = 192;

    @Param({
        "Conv2d",
        "Linear",
        "Relu",
        "Relu6",
        "HardSwish",
        "Erf",
        "Gelu",
        "Affine",
        "Mul",
        "LayerNorm",
        "MatMul",
        "Softmax"
    })
    public String operator;

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Random random = new Random(1);
    private Scope root;
    private Operator measured;
    private List<Tensor> inputs;
    private List<Tensor> tangents;

    @Setup(Level.Trial)
    public void load() {
        root = new DjlEngine().open(DType.FLOAT32);
        Shape tokens = Shape.of(8, ROWS, WIDTH);
        Shape image = Shape.of(64, 16, 32, 32);
        switch (operator) {
            case "Conv2d" -> {
                parameters.put("weight", noise(Shape.of(16, 16, 3, 3)));
                of(new Conv2d(Window.square(3, 1, 1), 1), image);
            }
            case "Linear" -> {
                parameters.put("weight", noise(Shape.of(WIDTH, WIDTH)));
                parameters.put("bias", noise(Shape.of(WIDTH)));
                of(new Linear(), tokens);
            }
            case "LayerNorm" -> {
                parameters.put("weight", noise(Shape.of(WIDTH)));
                parameters.put("bias", noise(Shape.of(WIDTH)));
                of(new LayerNorm(1e-6), tokens);
            }
            case "Mul" -> of(new Mul(), tokens, tokens);
            case "MatMul" -> of(new MatMul(), Shape.of(8, 3, ROWS, 64), Shape.of(8, 3, 64, ROWS));
            case "Softmax" -> of(new Softmax(3), Shape.of(8, 3, ROWS, ROWS));
            default -> of(activation(operator), image);
        }
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "Relu" -> new Relu();
            case "Relu6" -> new Relu6();
            case "HardSwish" -> new HardSwish();
            case "Erf" -> new Erf();
            case "Gelu" -> new Gelu();
            case "Affine" -> new Affine(0.5, 0.5);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void of(Operator chosen, Shape... shapes) {
        measured = chosen;
        inputs = Arrays.stream(shapes).map(this::noise).toList();
        tangents = Arrays.stream(shapes).map(this::noise).toList();
    }

    private Tensor noise(Shape shape) {
        return root.of(RandomNetwork.noise(shape, 1, random.nextLong()));
    }

    @TearDown(Level.Trial)
    public void close() {
        root.close();
    }

    @Benchmark
    public void primal() {
        try (Scope scope = root.child();
                Gradients gradients = scope.record()) {
            Map<String, Tensor> live = live(scope);
            List<Tensor> x = inputs.stream().map(scope::variable).toList();
            Execution execution = new Execution(scope, Normalization.RUNNING);
            backward(scope, gradients, measured.apply(new Operands<>(x, live), execution));
        }
    }

    @Benchmark
    public void dual() {
        try (Scope scope = root.child();
                Gradients gradients = scope.record()) {
            Map<String, Tensor> live = live(scope);
            List<Dual> x = IntStream.range(0, inputs.size())
                    .mapToObj(i -> new Dual(scope.variable(inputs.get(i)), scope.variable(tangents.get(i))))
                    .toList();
            Execution execution = new Execution(scope, Normalization.RUNNING);
            Dual y = measured.tangent(new Operands<>(x, live), execution);
            Tensor ydot = Objects.requireNonNull(y.tangent());
            backward(scope, gradients, scope.add(y.primal(), ydot));
        }
    }

    private Map<String, Tensor> live(Scope scope) {
        Map<String, Tensor> live = new LinkedHashMap<>();
        parameters.forEach((role, tensor) -> live.put(role, scope.variable(tensor)));
        return live;
    }

    private static void backward(Scope scope, Gradients gradients, Tensor y) {
        int[] all = IntStream.range(0, y.shape().rank()).toArray();
        gradients.backward(scope.sum(scope.mul(y, y), all, false));
    }
}
