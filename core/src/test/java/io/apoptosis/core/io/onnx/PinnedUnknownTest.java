package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** first, second, Mystery, third: matrices of 8 units with an operator of an unknown kind between the last two. */
class PinnedUnknownTest {
    @Test
    void onlyWhatTheUnknownOperatorDoesNotTouchIsPrunable() {
        Network network = OnnxReader.pinningUnknown(model(true));

        assertThat(Groups.of(network, Set.of())).extracting(Group::name).containsExactly("first");
        assertThat(network.weights()).containsKey("table");
    }

    @Test
    void aNetworkThatIsToBeComputedIsRefusedWithAHint() {
        assertThatThrownBy(() -> OnnxReader.read(model(true)))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("Mystery \"odd\" belongs to the domain com.example")
                .hasMessageContaining("inspect --pin-unknown");
        assertThatThrownBy(() -> Logits.ours(
                        OnnxReader.pinningUnknown(model(true)), HostTensor.of(Shape.of(1, 8), new float[8])))
                .hasMessageContaining("Mystery is not known");
    }

    @Test
    void aShapeThatTheFileDoesNotRecordIsAskedFor() {
        assertThatThrownBy(() -> OnnxReader.pinningUnknown(model(false)))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("gives c, whose shape the file does not record");
    }

    private static byte[] model(boolean recorded) {
        GraphProto.Builder graph =
                GraphProto.newBuilder().addInput(value("x", 0, 8)).addOutput(value("y", 0, 8));
        weight(graph, "first.weight", 8, 8);
        weight(graph, "second.weight", 8, 8);
        weight(graph, "third.weight", 8, 8);
        weight(graph, "table", 3);
        product(graph, "a", "x", "first.weight");
        product(graph, "b", "a", "second.weight");
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Mystery")
                .setDomain("com.example")
                .setName("odd")
                .addInput("b")
                .addInput("table")
                .addOutput("c"));
        product(graph, "y", "c", "third.weight");
        if (recorded) {
            graph.addValueInfo(value("c", 0, 8));
        }
        return ModelProto.newBuilder()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static void product(GraphProto.Builder graph, String output, String input, String weight) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("MatMul")
                .setName(output)
                .addInput(input)
                .addInput(weight)
                .addOutput(output));
    }

    private static void weight(GraphProto.Builder graph, String name, long... dims) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        LongStream.of(dims).forEach(tensor::addDims);
        for (long i = 0; i < LongStream.of(dims).reduce(1, (a, b) -> a * b); i++) {
            tensor.addFloatData(i);
        }
        graph.addInitializer(tensor);
    }

    private static ValueInfoProto value(String name, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        LongStream.of(dims).forEach(dim -> shape.addDim(Dimension.newBuilder().setDimValue(dim)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
