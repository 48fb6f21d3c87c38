package io.apoptosis.core.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.tensor.HostTensor;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One node of an ONNX graph with the values it reads; complaints name it. */
final class OnnxOp {
    private final NodeProto proto;
    private final List<@Nullable Value> inputs;
    private final long opset;

    OnnxOp(NodeProto proto, List<@Nullable Value> inputs, long opset) {
        this.proto = proto;
        this.inputs = inputs;
        this.opset = opset;
    }

    String type() {
        return proto.getOpType();
    }

    String domain() {
        return proto.getDomain();
    }

    long opset() {
        return opset;
    }

    /** The node's name, or its first output's where it has none. */
    String name() {
        return proto.getName().isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : proto.getName();
    }

    int outputs() {
        return proto.getOutputCount();
    }

    MalformedFile refused(String reason) {
        return new MalformedFile("%s \"%s\" %s".formatted(type(), name(), reason));
    }

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index) != null;
    }

    int inputs() {
        return inputs.size();
    }

    Value value(int index) {
        Value value = index < inputs.size() ? inputs.get(index) : null;
        if (value == null) {
            throw refused("lacks its input " + index);
        }
        return value;
    }

    Computed computed(int index) {
        if (value(index) instanceof Computed computed) {
            return computed;
        }
        throw refused("reads a constant as its input " + index + ", where only an activation is supported");
    }

    /** A weight or another constant operand. */
    Known known(int index) {
        if (value(index) instanceof Known known) {
            return known;
        }
        throw refused("computes its input " + index + ", where only a constant is supported");
    }

    boolean reads(Predicate<Value> kind) {
        return inputs.stream().anyMatch(value -> value != null && kind.test(value));
    }

    boolean allKnown() {
        return inputs.stream().allMatch(value -> value == null || value instanceof Known);
    }

    /** The integers of an input that newer opsets have where older ones have an attribute; null where neither is there. */
    long @Nullable [] longs(int index, String attribute) {
        if (has(index)) {
            return known(index).tensor().longs();
        }
        return find(attribute) == null ? null : ints(attribute);
    }

    long integer(String attribute, long otherwise) {
        AttributeProto found = find(attribute);
        return found == null ? otherwise : found.getI();
    }

    double real(String attribute, double otherwise) {
        AttributeProto found = find(attribute);
        return found == null ? otherwise : found.getF();
    }

    String text(String attribute, String otherwise) {
        AttributeProto found = find(attribute);
        return found == null ? otherwise : found.getS().toStringUtf8();
    }

    long[] ints(String attribute, long... otherwise) {
        AttributeProto found = find(attribute);
        return found == null
                ? otherwise
                : LongStream.range(0, found.getIntsCount())
                        .map(i -> found.getInts((int) i))
                        .toArray();
    }

    boolean hasAttribute(String attribute) {
        return find(attribute) != null;
    }

    AttributeProto attribute(String attribute) {
        AttributeProto found = find(attribute);
        if (found == null) {
            throw refused("lacks its attribute " + attribute);
        }
        return found;
    }

    HostTensor tensor(String attribute) {
        return Tensors.read(attribute(attribute).getT());
    }

    private @Nullable AttributeProto find(String attribute) {
        return proto.getAttributeList().stream()
                .filter(it -> it.getName().equals(attribute))
                .findFirst()
                .orElse(null);
    }
}
