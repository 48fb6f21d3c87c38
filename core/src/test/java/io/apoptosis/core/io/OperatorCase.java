package io.apoptosis.core.io;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.AvgPool2d;
import io.apoptosis.core.op.AvgPool2dInside;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Clip;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Conv1d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.ConvBatchNorm;
import io.apoptosis.core.op.ConvTranspose2d;
import io.apoptosis.core.op.Div;
import io.apoptosis.core.op.Elu;
import io.apoptosis.core.op.Embedding;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.Expand;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.Gelu;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.HardSigmoid;
import io.apoptosis.core.op.HardSwish;
import io.apoptosis.core.op.InstanceNorm;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.LeakyRelu;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.MatMul;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.op.MergeAxes;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.PRelu;
import io.apoptosis.core.op.Pad;
import io.apoptosis.core.op.Power;
import io.apoptosis.core.op.Projection;
import io.apoptosis.core.op.ReduceMean;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Sigmoid;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.op.Softmax;
import io.apoptosis.core.op.SplitAxis;
import io.apoptosis.core.op.Sub;
import io.apoptosis.core.op.Tanh;
import io.apoptosis.core.op.Token;
import io.apoptosis.core.op.Transpose;
import io.apoptosis.core.op.Upsample;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every operator with operands, in its variants: what a format has to say of them. */
record OperatorCase(Shape input, Operator operator, List<String> inputs, Map<String, Shape> parameters) {
    private static final Shape IMAGE = Shape.of(4, 9, 8);

    static final List<OperatorCase> ALL = List.of(
            on(
                    IMAGE,
                    new Conv2d(Window.square(3, 1, 1), 1),
                    Map.of("weight", Shape.of(6, 4, 3, 3), "bias", Shape.of(6))),
            on(IMAGE, new Conv2d(Window.square(3, 2, 1), 2), Map.of("weight", Shape.of(6, 2, 3, 3))),
            on(IMAGE, new Conv2d(Window.square(3, 1, 0), 4), Map.of("weight", Shape.of(4, 1, 3, 3))),
            on(
                    IMAGE,
                    new Conv2d(new Window(3, 2, 1, 2, new Padding(1, 0, 2, 1), 2, 1), 1),
                    Map.of("weight", Shape.of(5, 4, 3, 2))),
            on(IMAGE, new BatchNorm2d(1e-3, 0.1), perChannel("weight", "bias", "running_mean", "running_var")),
            on(
                    IMAGE,
                    new ConvBatchNorm(new Conv2d(Window.square(3, 1, 1), 2), new BatchNorm2d(1e-5, 0.1)),
                    Map.of(
                            "weight", Shape.of(6, 2, 3, 3),
                            "bias", Shape.of(6),
                            "norm.weight", Shape.of(6),
                            "norm.bias", Shape.of(6),
                            "norm.running_mean", Shape.of(6),
                            "norm.running_var", Shape.of(6))),
            on(Shape.of(7), new Linear(), Map.of("weight", Shape.of(5, 7), "bias", Shape.of(5))),
            on(Shape.of(7), new Linear(), Map.of("weight", Shape.of(5, 7))),
            on(IMAGE, new Relu()),
            on(IMAGE, new Relu6()),
            on(IMAGE, new LeakyRelu(0.2)),
            on(IMAGE, new Affine(2, 0)),
            on(IMAGE, new Affine(1, -0.5)),
            on(IMAGE, new Affine(0.3, 4)),
            on(IMAGE, new Clip(-1, 2)),
            on(IMAGE, new Elu(0.7)),
            on(IMAGE, new Erf()),
            on(IMAGE, new Gelu()),
            on(IMAGE, new HardSigmoid(0.3, 0.4)),
            on(IMAGE, new HardSwish()),
            on(IMAGE, new Power(2)),
            on(IMAGE, new Sigmoid()),
            on(IMAGE, new Tanh()),
            on(IMAGE, new PRelu(), Map.of("slope", Shape.of(4, 1, 1))),
            on(IMAGE, new Add(), "input", "input"),
            on(IMAGE, new Add(), Map.of("operand", Shape.of(4, 1, 1))),
            on(IMAGE, new Sub(), Map.of("constant", Shape.of(8))),
            on(IMAGE, new Mul(), "input", "input"),
            on(IMAGE, new Div(), "input", "input"),
            on(IMAGE, new Softmax(2)),
            on(IMAGE, new ReduceMean(List.of(2, 3), true)),
            on(IMAGE, new ReduceMean(List.of(1), false)),
            on(IMAGE, new Transpose(List.of(0, 3, 1, 2))),
            on(IMAGE, new SplitAxis(2, List.of(3, 3), 1)),
            on(IMAGE, new MergeAxes(2, 2, 1)),
            on(IMAGE, new Upsample(2, 3)),
            on(Shape.of(4, 1, 8), new Expand(Shape.of(4, 3, 8))),
            on(IMAGE, new Token(), Map.of("operand", Shape.of(1, 2, 3))),
            on(Shape.of(4), new Embedding(), Map.of("weight", Shape.of(6, 3))),
            on(Shape.of(3, 4, 4), new MatMul(), "input", "input"),
            on(IMAGE, new Projection(), Map.of("weight", Shape.of(8, 3))),
            on(IMAGE, new Linear(), Map.of("weight", Shape.of(3, 8), "bias", Shape.of(3))),
            on(IMAGE, new Linear(), Map.of("weight", Shape.of(3, 8))),
            on(IMAGE, new LayerNorm(1e-3), Map.of("weight", Shape.of(8), "bias", Shape.of(8))),
            on(IMAGE, new InstanceNorm(1e-3), perChannel("weight", "bias")),
            on(Shape.of(4, 9), new BatchNorm2d(1e-3, 0.1), perChannel("weight", "bias", "running_mean", "running_var")),
            on(Shape.of(4, 9), new Conv1d(3, 2, 1, 0, 2, 2), Map.of("weight", Shape.of(6, 2, 3), "bias", Shape.of(6))),
            on(
                    IMAGE,
                    new ConvTranspose2d(new Window(3, 2, 2, 1, new Padding(1, 0, 0, 1), 1, 2), 1, 0),
                    Map.of("weight", Shape.of(4, 5, 3, 2), "bias", Shape.of(5))),
            on(IMAGE, new Concat(1), "input", "input", "input"),
            on(IMAGE, new Slice(1, 1, 4, 2)),
            on(IMAGE, new Slice(2, 0, 9, 2)),
            on(IMAGE, new Pad(1, 2, 3)),
            on(IMAGE, new Pad(3, 0, 1)),
            on(IMAGE, new MaxPool2d(Window.square(3, 2, 1))),
            on(IMAGE, new AvgPool2d(Window.square(2, 2, 0))),
            on(IMAGE, new AvgPool2d(Window.square(3, 2, 1))),
            on(IMAGE, new AvgPool2dInside(Window.square(3, 2, 1))),
            on(IMAGE, new GlobalAvgPool()),
            on(IMAGE, new Flatten()),
            on(IMAGE, new Reshape(Shape.of(2, 18, 8))));

    private static Map<String, Shape> perChannel(String... roles) {
        return Arrays.stream(roles).collect(Collectors.toMap(role -> role, role -> Shape.of(IMAGE.dim(0))));
    }

    private static OperatorCase on(Shape input, Operator operator, Map<String, Shape> parameters) {
        return new OperatorCase(input, operator, List.of("input"), parameters);
    }

    private static OperatorCase on(Shape input, Operator operator, String... inputs) {
        return new OperatorCase(input, operator, inputs.length == 0 ? List.of("input") : List.of(inputs), Map.of());
    }

    /** The operator alone, weights by lot. */
    Network network() {
        Random random = new Random(3);
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        new TreeMap<>(parameters).forEach((role, shape) -> {
            names.put(role, "n." + role);
            weights.put("n." + role, random(shape, random, role.endsWith("running_var") ? 0.5 : -1, 1));
        });
        Node node = new Node("n", operator, inputs, names);
        return new Network(new Graph("input", input, List.of(node), "n"), weights);
    }

    /** Three samples. */
    HostTensor images() {
        if (operator instanceof Embedding) {
            return RandomNetworks.input(network(), 3, 4);
        }
        int[] batch =
                IntStream.concat(IntStream.of(3), IntStream.of(input.dims())).toArray();
        return random(Shape.of(batch), new Random(4), -8, 8);
    }

    private static HostTensor random(Shape shape, Random random, double low, double high) {
        HostTensor drawn =
                HostTensor.of(shape, random.doubles(shape.size(), low, high).toArray());
        return HostTensor.of(shape, drawn.floats());
    }
}
