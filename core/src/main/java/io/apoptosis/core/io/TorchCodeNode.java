package io.apoptosis.core.io;

import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.PythonLiteral;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.op.TorchNode;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one node's layer and parameters into a network's constructor. */
final class TorchCodeNode implements TorchNode {
    private final Node node;
    private final Shapes shapes;
    private final List<String> inputs;
    private final TorchNames names;
    private final Map<String, String> kept;

    /**
     * @param inputs variables of the operands
     * @param kept receives what the network keeps: dotted path to the expression that makes it
     */
    TorchCodeNode(Node node, Shapes shapes, List<String> inputs, TorchNames names, Map<String, String> kept) {
        this.node = node;
        this.shapes = shapes;
        this.inputs = inputs;
        this.names = names;
        this.kept = kept;
    }

    @Override
    public Shapes shapes() {
        return shapes;
    }

    @Override
    public boolean has(String role) {
        return node.parameters().containsKey(role);
    }

    @Override
    public String input(int index) {
        return inputs.get(index);
    }

    @Override
    public String parameter(String role) {
        String name = node.parameters().get(role);
        if (name == null) {
            return "None";
        }
        Shape shape = shapes.parameter(role);
        String zeros = "torch.zeros(" + extents(shape) + ")";
        kept.put(names.key(name), names.isTrainable(name) ? "nn.Parameter(" + zeros + ")" : zeros);
        boolean shared = names.isTrainable(name) && !node.operator().trainable().contains(role);
        return read(names.key(name)) + (shared ? ".detach()" : "");
    }

    @Override
    public Optional<String> layer(String constructor) {
        Optional<String> path = names.layer(node);
        path.ifPresent(it -> kept.put(it, constructor));
        return path.map(TorchCodeNode::read);
    }

    private static String read(String path) {
        return "at(" + PythonLiteral.of(path) + ")";
    }

    private static String extents(Shape shape) {
        String listed = Arrays.stream(shape.dims()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return listed.isEmpty() ? "()" : listed;
    }
}
