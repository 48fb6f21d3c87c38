package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnxruntime.OrtException;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operator, written as ONNX, is what we compute. */
class OnnxNodeWriterTest {
    @TestFactory
    Stream<DynamicTest> onnxRuntimeComputesTheSame() {
        return OperatorCase.ALL.stream()
                .map(it -> DynamicTest.dynamicTest(it.operator().toString(), () -> requireSame(it)));
    }

    @Test
    void noOperatorIsLeftOut() {
        assertThat(OperatorCase.ALL.stream()
                        .<Class<?>>map(it -> it.operator().getClass())
                        .distinct())
                .containsExactlyInAnyOrder(operators());
    }

    @Test
    void anAttributeOfAnUnknownKindIsRefused() {
        Node node = new Node("n", new Relu(), List.of("input"), Map.of());
        Graph graph = new Graph("input", Shape.of(4), List.of(node), "n");
        OnnxNodeWriter writer =
                new OnnxNodeWriter(node, graph, new Shapes(List.of(Shape.of(1, 4)), Map.of()), GraphProto.newBuilder());

        assertThatThrownBy(() -> writer.output("Relu", List.of("input"), Map.of("alpha", 1)))
                .hasMessageContaining("attribute alpha is a Integer");
    }

    private static Class<?>[] operators() {
        return Operator.kinds().toArray(Class<?>[]::new);
    }

    private static void requireSame(OperatorCase it) throws OrtException {
        HostTensor theirs = Logits.onnxRuntime(OnnxModel.write(it.network()), it.images());
        HostTensor ours = Logits.ours(it.network(), it.images());

        assertThat(theirs.shape()).isEqualTo(ours.shape());
        assertThat(theirs.floats()).containsExactly(ours.floats(), within(1e-4f));
    }
}
