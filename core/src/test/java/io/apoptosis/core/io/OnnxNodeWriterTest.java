package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnxruntime.OrtException;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.AvgPool2d;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.ConvBatchNorm;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.LeakyRelu;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Pad;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operator, written as ONNX, is what we compute. */
class OnnxNodeWriterTest {
    private static final Shape IMAGE = Shape.of(4, 9, 8);

    private static final List<Case> CASES = List.of(
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
            on(IMAGE, new Add(), "input", "input"),
            on(IMAGE, new Concat(1), "input", "input", "input"),
            on(IMAGE, new Slice(1, 1, 4, 2)),
            on(IMAGE, new Slice(2, 0, 9, 2)),
            on(IMAGE, new Pad(1, 2, 3)),
            on(IMAGE, new Pad(3, 0, 1)),
            on(IMAGE, new MaxPool2d(Window.square(3, 2, 1))),
            on(IMAGE, new AvgPool2d(Window.square(2, 2, 0))),
            on(IMAGE, new AvgPool2d(Window.square(3, 2, 1))),
            on(IMAGE, new GlobalAvgPool()),
            on(IMAGE, new Flatten()),
            on(IMAGE, new Reshape(Shape.of(2, 18, 8))));

    @TestFactory
    Stream<DynamicTest> onnxRuntimeComputesTheSame() {
        return CASES.stream().map(it -> DynamicTest.dynamicTest(it.operator.toString(), it::requireSame));
    }

    @Test
    void noOperatorIsLeftOut() {
        assertThat(CASES.stream().<Class<?>>map(it -> it.operator.getClass()).distinct())
                .containsExactlyInAnyOrder(operators());
    }

    @Test
    void anAttributeOfAnUnknownKindIsRefused() {
        Node node = new Node("n", new Relu(), List.of("input"), Map.of());
        Graph graph = new Graph("input", IMAGE, List.of(node), "n");
        OnnxNodeWriter writer =
                new OnnxNodeWriter(node, graph, new Shapes(List.of(IMAGE), Map.of()), GraphProto.newBuilder());

        assertThatThrownBy(() -> writer.output("Relu", List.of("input"), Map.of("alpha", 1)))
                .hasMessageContaining("attribute alpha is a Integer");
    }

    private static Class<?>[] operators() {
        return Operator.kinds().toArray(Class<?>[]::new);
    }

    private static Map<String, Shape> perChannel(String... roles) {
        return Arrays.stream(roles).collect(Collectors.toMap(role -> role, role -> Shape.of(IMAGE.dim(0))));
    }

    private static Case on(Shape input, Operator operator, Map<String, Shape> parameters) {
        return new Case(input, operator, List.of("input"), parameters);
    }

    private static Case on(Shape input, Operator operator, String... inputs) {
        return new Case(input, operator, inputs.length == 0 ? List.of("input") : List.of(inputs), Map.of());
    }

    private record Case(Shape input, Operator operator, List<String> inputs, Map<String, Shape> parameters) {
        void requireSame() throws OrtException {
            Random random = new Random(3);
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, HostTensor> weights = new LinkedHashMap<>();
            parameters.forEach((role, shape) -> {
                names.put(role, "n." + role);
                weights.put("n." + role, random(shape, random, role.endsWith("running_var") ? 0.5 : -1, 1));
            });
            Node node = new Node("n", operator, inputs, names);
            Network network = new Network(new Graph("input", input, List.of(node), "n"), weights);
            HostTensor images = random(batchOf(input), random, -8, 8);

            HostTensor theirs = Logits.onnxRuntime(OnnxModel.write(network), images);
            HostTensor ours = Logits.ours(network, images);

            assertThat(theirs.shape()).isEqualTo(ours.shape());
            assertThat(theirs.floats()).containsExactly(ours.floats(), within(1e-4f));
        }

        private static Shape batchOf(Shape sample) {
            return Shape.of(IntStream.concat(IntStream.of(3), IntStream.of(sample.dims()))
                    .toArray());
        }

        private static HostTensor random(Shape shape, Random random, double low, double high) {
            HostTensor drawn =
                    HostTensor.of(shape, random.doubles(shape.size(), low, high).toArray());
            return HostTensor.of(shape, drawn.floats());
        }
    }
}
