package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Links;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Union-find over all indices of all axes of a network, fed by what its operators declare. */
final class AxisLinks {
    private final Map<AxisRef, Integer> offsets = new LinkedHashMap<>();
    private final Map<AxisRef, Integer> extents = new LinkedHashMap<>();
    private final Set<AxisRef> pinned = new HashSet<>();
    private final DisjointSets indices;
    private final Map<AxisRef, Integer> numbers = new LinkedHashMap<>();
    /** Axes that correspond index by index. */
    private final DisjointSets alike;

    private final Set<AxisRef> sources = new LinkedHashSet<>();
    private final BitSet produced = new BitSet();

    AxisLinks(Network network) {
        ShapeInference shapes = ShapeInference.of(network);
        Map<AxisRef, Integer> found = new LinkedHashMap<>();
        addAxes(
                found,
                AxisRef.Kind.VALUE,
                network.graph().input(),
                shapes.value(network.graph().input()));
        for (Node node : network.graph().nodes()) {
            addAxes(found, AxisRef.Kind.VALUE, node.name(), shapes.value(node.name()));
            node.parameters()
                    .values()
                    .forEach(name -> addAxes(
                            found,
                            AxisRef.Kind.PARAMETER,
                            name,
                            network.weight(name).shape()));
        }
        int size = 0;
        for (Map.Entry<AxisRef, Integer> axis : found.entrySet()) {
            offsets.put(axis.getKey(), size);
            extents.put(axis.getKey(), axis.getValue());
            numbers.put(axis.getKey(), numbers.size());
            size += axis.getValue();
        }
        indices = new DisjointSets(size);
        alike = new DisjointSets(numbers.size());
        for (Node node : network.graph().nodes()) {
            declare(node, shapes.operands(node), shapes.value(node.name()));
        }
        sources.forEach(axis -> produced.set(alike.find(number(axis))));
        pinBoundary(network, shapes);
    }

    private static void addAxes(Map<AxisRef, Integer> found, AxisRef.Kind kind, String name, Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            found.put(new AxisRef(kind, name, axis), shape.dim(axis));
        }
    }

    /** Takes the operator's word and pins every axis it does not mention. */
    private void declare(Node node, Shapes shapes, Shape output) {
        Declaration declaration = new Declaration(node, shapes, output);
        node.operator().couple(declaration);
        Set<AxisRef> own = new HashSet<>();
        for (int input = 0; input < shapes.inputs().size(); input++) {
            ownAxes(own, AxisRef.Kind.VALUE, node.inputs().get(input), shapes.input(input));
        }
        ownAxes(own, AxisRef.Kind.VALUE, node.name(), output);
        node.parameters().forEach((role, name) -> ownAxes(own, AxisRef.Kind.PARAMETER, name, shapes.parameter(role)));
        own.removeAll(declaration.mentioned);
        pinned.addAll(own);
        for (int axis = 0; axis < output.rank(); axis++) {
            AxisRef given = AxisRef.value(node.name(), axis);
            if (declaration.mentioned.contains(given) && !declaration.passed.contains(given)) {
                sources.add(given);
            }
        }
    }

    private static void ownAxes(Set<AxisRef> own, AxisRef.Kind kind, String name, Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            own.add(new AxisRef(kind, name, axis));
        }
    }

    /** The image's channels and the logits are the caller's, and the batch axis is nobody's. */
    private void pinBoundary(Network network, ShapeInference shapes) {
        for (String value :
                new String[] {network.graph().input(), network.graph().output()}) {
            ownAxes(pinned, AxisRef.Kind.VALUE, value, shapes.value(value));
        }
    }

    /** Keeps every axis of a value as it is. */
    void pin(String value) {
        extents.keySet().stream()
                .filter(axis -> axis.kind() == AxisRef.Kind.VALUE && axis.name().equals(value))
                .forEach(pinned::add);
    }

    /** Whether some layer makes exactly the indices of this axis; others only collect, cut or shift what layers made. */
    boolean isProduced(int number) {
        return produced.get(alike.find(number));
    }

    /** The axis's place among all axes. */
    int number(AxisRef axis) {
        return known(numbers.get(axis), axis);
    }

    /** All axes: values in graph order, each node's parameters after its value. */
    List<AxisRef> axes() {
        return List.copyOf(extents.keySet());
    }

    int extent(AxisRef axis) {
        return known(extents.get(axis), axis);
    }

    Set<AxisRef> pinned() {
        return pinned;
    }

    /** How many indices all axes have together. */
    int size() {
        return indices.size();
    }

    /** Representative, the smallest index, of the set that an index belongs to; indices of all axes are counted through. */
    int find(int index) {
        return indices.find(index);
    }

    /** Where the axis's indices begin. */
    int offset(AxisRef axis) {
        return known(offsets.get(axis), axis);
    }

    private static int known(@Nullable Integer number, AxisRef axis) {
        if (number == null) {
            throw new IllegalArgumentException("no axis " + axis);
        }
        return number;
    }

    /** One operator's declaration, in terms of the network's axes. */
    private final class Declaration implements Links {
        private final Node node;
        private final Shapes shapes;
        private final Shape output;
        private final Set<AxisRef> mentioned = new HashSet<>();
        private final Map<End, Integer> starts = new HashMap<>();
        /** Axes of the output that an input's indices pass on to. */
        private final Set<AxisRef> passed = new HashSet<>();
        /** Two axes are linked index by index: they are looked up once. */
        private @Nullable End lastFrom;

        private @Nullable End lastTo;
        private int fromStart;
        private int toStart;

        Declaration(Node node, Shapes shapes, Shape output) {
            this.node = node;
            this.shapes = shapes;
            this.output = output;
        }

        @Override
        public Shapes shapes() {
            return shapes;
        }

        @Override
        public Shape output() {
            return output;
        }

        @Override
        public boolean has(String role) {
            return node.parameters().containsKey(role);
        }

        @Override
        public int extent(End end) {
            if (end instanceof End.Input input) {
                return shapes.input(input.index()).dim(input.axis());
            }
            return end instanceof End.Parameter parameter
                    ? shapes.parameter(parameter.role()).dim(parameter.axis())
                    : output.dim(((End.Output) end).axis());
        }

        @Override
        public void link(End from, int a, End to, int b) {
            if (!from.equals(lastFrom) || !to.equals(lastTo)) {
                lastFrom = from;
                lastTo = to;
                fromStart = start(from, to);
                toStart = start(to, from);
            }
            indices.union(fromStart + a, toStart + b);
        }

        @Override
        public void same(End from, End to) {
            int left = start(from, to);
            int right = start(to, from);
            int extent = extent(from);
            for (int i = 0; i < extent; i++) {
                indices.union(left + i, right + i);
            }
            if (extent == extent(to)) {
                alike.union(number(resolve(from)), number(resolve(to)));
            }
        }

        /** Where the axis's indices begin; the axis counts as mentioned. */
        private int start(End end, End other) {
            if (end instanceof End.Output output && other instanceof End.Input) {
                passed.add(AxisRef.value(node.name(), output.axis()));
            }
            return starts.computeIfAbsent(end, e -> {
                AxisRef axis = resolve(e);
                mentioned.add(axis);
                return offset(axis);
            });
        }

        private AxisRef resolve(End end) {
            if (end instanceof End.Input input) {
                return AxisRef.value(node.inputs().get(input.index()), input.axis());
            }
            if (end instanceof End.Parameter parameter) {
                @Nullable String name = node.parameters().get(parameter.role());
                if (name == null) {
                    throw new IllegalArgumentException(node.name() + " has no " + parameter.role());
                }
                return AxisRef.parameter(name, parameter.axis());
            }
            return AxisRef.value(node.name(), ((End.Output) end).axis());
        }
    }
}
