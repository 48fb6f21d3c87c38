package io.apoptosis.core.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Opaque;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shapes that a file says its values have: all there is to know of what an unknown operator gives. */
final class RecordedShapes {
    private final Map<String, List<Dimension>> dims = new HashMap<>();

    RecordedShapes(GraphProto graph) {
        for (ValueInfoProto value : Stream.concat(graph.getValueInfoList().stream(), graph.getOutputList().stream())
                .toList()) {
            dims.put(value.getName(), value.getType().getTensorType().getShape().getDimList());
        }
    }

    /** The operator's outputs, one after the other; weights it reads are its parameters. */
    List<Value> opaque(OnnxOp op, List<String> outputs, Assembly into) {
        List<Computed> inputs = new ArrayList<>();
        Map<String, Known> parameters = new HashMap<>();
        for (int i = 0; i < op.inputs(); i++) {
            if (op.has(i) && op.value(i) instanceof Known known) {
                parameters.put("input" + i, known);
            } else if (op.has(i)) {
                inputs.add(into.plain(op, op.computed(i)));
            }
        }
        List<Value> values = new ArrayList<>();
        for (String output : outputs) {
            values.add(into.add(op, new Opaque(op.type(), sample(op, output)), inputs, parameters));
        }
        return values;
    }

    private Shape sample(OnnxOp op, String output) {
        List<Dimension> recorded = dims.getOrDefault(output, List.of());
        int[] sample = recorded.stream()
                .skip(1)
                .mapToLong(Dimension::getDimValue)
                .mapToInt(Math::toIntExact)
                .toArray();
        if (sample.length == 0 || IntStream.of(sample).anyMatch(extent -> extent < 1)) {
            throw op.refused("gives " + output + ", whose shape the file does not record with fixed extents behind the"
                    + " batch; run onnx.shape_inference.infer_shapes, or add its value_info");
        }
        return Shape.of(sample);
    }
}
