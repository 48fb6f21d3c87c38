package io.apoptosis.core.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Opaque;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A feed-forward ONNX model (opset 11 to 21, one input and one output, batch axis first) as a network. Weights keep their initializers'
 * names. Shape arithmetic and other constant parts are computed here and leave no trace.
 */
public final class OnnxReader {
    private static final long OLDEST = 11;
    private static final long NEWEST = 21;

    /**
     * A free batch axis is given a number that divides no extent in the file, so that whatever shape arithmetic makes of it shows where
     * the batch went. Primes whose products with an extent are exact in float32, where exporters take detours through it.
     */
    private static final long[] PRIMES = {65521, 65519, 65497, 65479, 65449, 65447, 65437};

    private final long opset;
    private final long fileBytes;
    private final Map<String, Value> values = new HashMap<>();
    private final @Nullable RecordedShapes recorded;

    private OnnxReader(long opset, long fileBytes, @Nullable RecordedShapes recorded) {
        this.opset = opset;
        this.fileBytes = fileBytes;
        this.recorded = recorded;
    }

    /** @throws MalformedFile for a damaged file, and for a model with anything that can't be computed or pruned here, naming the node */
    public static Network read(byte[] file) {
        return read(file, false);
    }

    /**
     * As {@link #read(byte[])}, but unknown operators of the shapes that the file records stand in the network as {@link Opaque}, which
     * pins what they touch. Such a network can be inspected, not computed.
     */
    public static Network pinningUnknown(byte[] file) {
        return read(file, true);
    }

    private static Network read(byte[] file, boolean pinUnknown) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedFile("not an ONNX model: " + e.getMessage(), e);
        }
        long opset = opset(model);
        try {
            RecordedShapes recorded = pinUnknown ? new RecordedShapes(model.getGraph()) : null;
            return new OnnxReader(opset, file.length, recorded).network(model.getGraph());
        } catch (ArithmeticException overflow) {
            throw new MalformedFile("extents in the model overflow: " + overflow.getMessage(), overflow);
        }
    }

    private static long opset(ModelProto model) {
        long opset = model.getOpsetImportList().stream()
                .filter(it -> it.getDomain().isEmpty() || it.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElseThrow(() -> new MalformedFile("not an ONNX model: it names no operator set"));
        if (opset < OLDEST || opset > NEWEST) {
            throw new MalformedFile("the model uses opset %d; export it with one from %d to %d (opset_version=17)"
                    .formatted(opset, OLDEST, NEWEST));
        }
        return opset;
    }

    private Network network(GraphProto graph) {
        for (TensorProto initializer : graph.getInitializerList()) {
            values.put(initializer.getName(), new Known(Tensors.read(initializer), initializer.getName(), null));
        }
        if (graph.getSparseInitializerCount() > 0) {
            throw new MalformedFile("the model holds sparse initializers; save them as dense ones");
        }
        Assembly assembly = start(graph);
        Constants constants = new Constants(fileBytes);
        for (NodeProto node : graph.getNodeList()) {
            OnnxOp op = new OnnxOp(node, inputs(node), opset);
            List<Value> outputs = recorded != null && Translations.isUnknown(op)
                    ? recorded.opaque(op, node.getOutputList(), assembly)
                    : translated(op, assembly, constants);
            for (int i = 0; i < Math.min(outputs.size(), node.getOutputCount()); i++) {
                values.put(node.getOutput(i), outputs.get(i));
            }
        }
        if (graph.getOutputCount() != 1) {
            throw new MalformedFile(
                    "the model gives %d outputs; export it with the logits alone".formatted(graph.getOutputCount()));
        }
        String name = graph.getOutput(0).getName();
        if (values.get(name) instanceof Computed output) {
            OnnxOp end = new OnnxOp(
                    NodeProto.newBuilder().setOpType("output").setName(name).build(), List.of(), opset);
            Network network = WrittenOutNorms.joined(assembly.network(assembly.plain(end, output)));
            return OwnStatistics.in(Recognized.in(network));
        }
        throw new MalformedFile("the output " + name + " does not depend on the input");
    }

    /** What an operator's constructor refuses is refused in the name of the node. */
    private static List<Value> translated(OnnxOp op, Assembly assembly, Constants constants) {
        try {
            return Translations.translate(op, assembly, constants);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException impossible) {
            throw op.refused("is impossible: " + impossible.getMessage());
        }
    }

    private List<@Nullable Value> inputs(NodeProto node) {
        List<@Nullable Value> inputs = new ArrayList<>();
        for (String name : node.getInputList()) {
            Value value = values.get(name);
            if (value == null && !name.isEmpty()) {
                throw new MalformedFile("%s \"%s\" reads %s, which nothing before it gives"
                        .formatted(node.getOpType(), node.getName(), name));
            }
            inputs.add(value);
        }
        return inputs;
    }

    private Assembly start(GraphProto graph) {
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !values.containsKey(input.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new MalformedFile("the model has %d inputs %s; networks with one are supported"
                    .formatted(
                            inputs.size(),
                            inputs.stream().map(ValueInfoProto::getName).toList()));
        }
        ValueInfoProto input = inputs.get(0);
        int type = input.getType().getTensorType().getElemType();
        boolean readsIds = type == TensorProto.DataType.INT64_VALUE || type == TensorProto.DataType.INT32_VALUE;
        if (type != TensorProto.DataType.FLOAT_VALUE && !readsIds) {
            throw new MalformedFile(
                    "the input %s has the element type %d; models that read float32, or token ids as int64 or int32, are supported"
                            .formatted(input.getName(), type));
        }
        List<TensorShapeProto.Dimension> dims =
                input.getType().getTensorType().getShape().getDimList();
        if (dims.size() < 2) {
            throw new MalformedFile("the input " + input.getName() + " needs a batch axis and at least one more");
        }
        int[] sample = new int[dims.size() - 1];
        for (int i = 0; i < sample.length; i++) {
            long extent = dims.get(i + 1).getDimValue();
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw new MalformedFile("axis %d of the input %s has no fixed extent; export with only axis 0 dynamic"
                        .formatted(i + 1, input.getName()));
            }
            sample[i] = (int) extent;
        }
        long batch = dims.get(0).getDimValue() > 0 ? dims.get(0).getDimValue() : free(graph, sample);
        Assembly assembly = new Assembly(input.getName(), Shape.of(sample), readsIds, batch);
        values.put(input.getName(), Computed.plain(input.getName(), dims.size()));
        return assembly;
    }

    private static long free(GraphProto graph, int[] sample) {
        Set<Long> extents = new HashSet<>();
        graph.getInitializerList().forEach(it -> extents.addAll(it.getDimsList()));
        for (int extent : sample) {
            extents.add((long) extent);
        }
        return LongStream.of(PRIMES)
                .filter(prime -> extents.stream().noneMatch(extent -> extent > 0 && extent % prime == 0))
                .findFirst()
                .orElseThrow(
                        () -> new MalformedFile("fix the batch axis of this model's input: its extents are unusual"));
    }
}
