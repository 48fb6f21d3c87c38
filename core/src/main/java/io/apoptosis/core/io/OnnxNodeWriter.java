package io.apoptosis.core.io;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.OnnxNode;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one node's operators into an ONNX graph. A node's value is called {@code NAME/out}, so that it can be neither an initializer nor
 * the model's input or output by accident.
 */
final class OnnxNodeWriter implements OnnxNode {
    private final Node node;
    private final Graph graph;
    private final Shapes shapes;
    private final GraphProto.Builder onnx;
    private int extras;

    OnnxNodeWriter(Node node, Graph graph, Shapes shapes, GraphProto.Builder onnx) {
        this.node = node;
        this.graph = graph;
        this.shapes = shapes;
        this.onnx = onnx;
    }

    @Override
    public Shapes shapes() {
        return shapes;
    }

    @Override
    public String input(int index) {
        String name = node.inputs().get(index);
        return name.equals(graph.input()) ? OnnxModel.INPUT : value(name);
    }

    @Override
    public boolean has(String role) {
        return node.parameters().containsKey(role);
    }

    @Override
    public String parameter(String role) {
        String name = node.parameters().get(role);
        if (name == null) {
            throw new IllegalArgumentException("node " + node.name() + " has no " + role);
        }
        return name;
    }

    @Override
    public String constant(long... values) {
        String name = extra("constant");
        onnx.addInitializer(OnnxTensors.longs(name, Shape.of(values.length), values));
        return name;
    }

    @Override
    public String constant(float value) {
        String name = extra("constant");
        onnx.addInitializer(OnnxTensors.floats(name, Shape.of(), value));
        return name;
    }

    @Override
    public String floats(float... values) {
        String name = extra("constant");
        onnx.addInitializer(OnnxTensors.floats(name, Shape.of(values.length), values));
        return name;
    }

    @Override
    public String intermediate(String opType, List<String> inputs, Map<String, Object> attributes) {
        String name = extra(opType);
        add(name, opType, inputs, attributes, name);
        return name;
    }

    @Override
    public void output(String opType, List<String> inputs, Map<String, Object> attributes) {
        add(node.name(), opType, inputs, attributes, value(node.name()));
    }

    private String value(String name) {
        return name.equals(graph.output()) ? OnnxModel.OUTPUT : name + "/out";
    }

    private String extra(String what) {
        return node.name() + "/" + what + "_" + extras++;
    }

    private void add(String name, String opType, List<String> inputs, Map<String, Object> attributes, String output) {
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setName(name)
                .setOpType(opType)
                .addAllInput(inputs)
                .addOutput(output);
        new TreeMap<>(attributes).forEach((key, value) -> proto.addAttribute(attribute(key, value)));
        onnx.addNode(proto);
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long number) {
            attribute.setType(AttributeType.INT).setI(number);
        } else if (value instanceof Double number) {
            attribute.setType(AttributeType.FLOAT).setF(number.floatValue());
        } else if (value instanceof String text) {
            attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else if (value instanceof long[] numbers) {
            attribute.setType(AttributeType.INTS);
            for (long number : numbers) {
                attribute.addInts(number);
            }
        } else {
            throw new IllegalArgumentException(
                    "attribute " + name + " is a " + value.getClass().getSimpleName());
        }
        return attribute.build();
    }
}
