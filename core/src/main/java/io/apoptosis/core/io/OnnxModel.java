package io.apoptosis.core.io;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.graph.Vocabulary;
import io.apoptosis.core.tensor.Shape;
import java.util.Set;

/**
 * A network as an ONNX model: input {@code input} (N, …), output {@code logits} (N, classes), batch axis {@code N} dynamic,
 * float32 or, for token ids, int64; initializers in float32 under the checkpoint's own names. The same network gives the same bytes.
 */
public final class OnnxModel {
    public static final String INPUT = "input";
    public static final String OUTPUT = "logits";

    private static final long OPSET = 17;
    /** The version of the file format that came with opset 17. */
    private static final long IR_VERSION = 8;

    private OnnxModel() {}

    public static byte[] write(Network network) {
        ShapeInference shapes = ShapeInference.of(network);
        String output = network.graph().output();
        int read = Vocabulary.isReadBy(network.graph())
                ? TensorProto.DataType.INT64_VALUE
                : TensorProto.DataType.FLOAT_VALUE;
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("network")
                .addInput(value(INPUT, shapes.value(network.graph().input()), read))
                .addOutput(value(OUTPUT, shapes.value(output), TensorProto.DataType.FLOAT_VALUE));
        Set<String> used = network.graph().parameters();
        network.weights().forEach((name, weight) -> {
            if (used.contains(name)) {
                graph.addInitializer(OnnxTensors.floats(name, weight.shape(), weight.floats()));
            }
        });
        for (Node node : network.graph().nodes()) {
            node.operator().export(new OnnxNodeWriter(node, network.graph(), shapes.operands(node), graph));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("apoptosis")
                .setDomain("io.apoptosis")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** A value whose first axis is the batch. */
    private static ValueInfoProto value(String name, Shape shape, int type) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int axis = 1; axis < shape.rank(); axis++) {
            dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(shape.dim(axis)));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(dims);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
