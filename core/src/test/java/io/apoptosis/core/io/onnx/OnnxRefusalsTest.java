package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.apoptosis.core.io.MalformedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be read is refused by name, with what to do. */
class OnnxRefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "Det, , Det \"layer7\" is not supported",
        "Loop, , Loop \"layer7\" is control flow; export the model with fixed control flow",
        "LSTM, , LSTM \"layer7\" is a recurrent layer",
        "FusedConv, com.microsoft, belongs to the domain com.microsoft; export the model with standard operators"
    })
    void operators(String type, String domain, String message) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).setName("layer7");
        node.addInput("x").addOutput("y");
        if (domain != null) {
            node.setDomain(domain);
        }
        refused(model(17, node, input("x", 0, 3, 8)), message);
    }

    @Test
    void anOpsetThatIsTooOldOrTooNew() {
        refused(model(9, relu(), input("x", 0, 3)), "opset 9; export it with one from 11 to 21");
        refused(model(25, relu(), input("x", 0, 3)), "opset 25");
    }

    @Test
    void inputsThatAreNotOneImage() {
        refused(model(17, relu(), input("x", 0, 3), input("mask", 0, 3)), "2 inputs [x, mask]");
        refused(model(17, relu(), input("x", 0, 3, 0)), "axis 2 of the input x has no fixed extent");
        refused(model(17, relu(), input("x", 0)), "needs a batch axis and at least one more");
    }

    @Test
    void aValueThatNothingGives() {
        NodeProto.Builder node = relu().setInput(0, "z");
        refused(model(17, node, input("x", 0, 3)), "reads z, which nothing before it gives");
    }

    @Test
    void whatIsNoLookupOfTokenIds() {
        ValueInfoProto ids = of(TensorProto.DataType.INT64_VALUE, "x", 0, 3);
        refused(model(17, relu(), ids), "Relu \"r\" computes with token ids, which can be looked up in a table");
        NodeProto.Builder cast = relu().setOpType("Cast")
                .addAttribute(AttributeProto.newBuilder().setName("to").setI(1));
        refused(model(17, cast, ids), "makes numbers of token ids");
        NodeProto.Builder lookup = relu().setOpType("Gather").setInput(0, "table");
        refused(model(17, lookup.addInput("x"), input("x", 0, 3)), "Gather \"r\" looks up what the network computes");
        refused(model(17, relu(), of(TensorProto.DataType.BOOL_VALUE, "x", 0, 3)), "float32, or token ids as int64");
    }

    /** They would be pruned wrongly were they taken for samples. */
    @Test
    void windowsThatAreMergedWithTheBatch() {
        assertThatThrownBy(() -> OnnxReader.read(Fixtures.bytes("swin")))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("features.1.0/attn")
                .hasMessageContaining("as Swin's windows do")
                .hasMessageContaining("an axis of their own");
    }

    @Test
    void somethingElse() {
        assertThatThrownBy(() -> OnnxReader.read(new byte[] {1, 2, 3}))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("not an ONNX model");
        assertThatThrownBy(() -> OnnxReader.read(new byte[0]))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("names no operator set");
    }

    /** A few bytes that ask for gigabytes. */
    @Test
    void constantsBlownUp() {
        GraphProto.Builder graph = GraphProto.newBuilder();
        graph.addInitializer(TensorProto.newBuilder()
                .setName("shape")
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(2)
                .addInt64Data(60_000)
                .addInt64Data(30_000));
        graph.addNode(NodeProto.newBuilder()
                .setOpType("ConstantOfShape")
                .setName("huge")
                .addInput("shape")
                .addOutput("c"));
        ModelProto model = model(17, relu(), input("x", 0, 3));
        graph.mergeFrom(model.getGraph());

        refused(model.toBuilder().setGraph(graph).build(), "ConstantOfShape \"huge\" blows a constant up");
    }

    private static void refused(ModelProto model, String message) {
        assertThatThrownBy(() -> OnnxReader.read(model.toByteArray()))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining(message);
    }

    private static NodeProto.Builder relu() {
        return NodeProto.newBuilder()
                .setOpType("Relu")
                .setName("r")
                .addInput("x")
                .addOutput("y");
    }

    private static ModelProto model(long opset, NodeProto.Builder node, ValueInfoProto... inputs) {
        GraphProto.Builder graph = GraphProto.newBuilder().addNode(node).addOutput(input("y", 0, 3));
        graph.addInitializer(TensorProto.newBuilder()
                .setName("table")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(1)
                .addDims(1)
                .addFloatData(1));
        for (ValueInfoProto input : inputs) {
            graph.addInput(input);
        }
        return ModelProto.newBuilder()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    /** @param dims 0 for an extent that is free */
    private static ValueInfoProto input(String name, long... dims) {
        return of(TensorProto.DataType.FLOAT_VALUE, name, dims);
    }

    private static ValueInfoProto of(int type, String name, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(
                    dim == 0
                            ? Dimension.newBuilder().setDimParam("n")
                            : Dimension.newBuilder().setDimValue(dim));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
