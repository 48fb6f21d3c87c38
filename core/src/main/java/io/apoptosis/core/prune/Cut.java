package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Kept;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The surgery: takes units out of a network for good. What is left computes what the network computes with those units masked. */
public final class Cut {
    private final Network network;
    private final ShapeInference shapes;
    private final Map<AxisRef, BitSet> removed = new HashMap<>();

    private Cut(Network network, ShapeInference shapes, Collection<Unit> units) {
        this.network = network;
        this.shapes = shapes;
        for (Unit unit : units) {
            unit.members().forEach((axis, indices) -> {
                BitSet set = removed.computeIfAbsent(axis, a -> new BitSet());
                Arrays.stream(indices).forEach(set::set);
            });
        }
    }

    public static Network remove(Network network, Collection<Unit> units) {
        Cut cut = new Cut(network, ShapeInference.of(network), units);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> weights.put(name, cut.shrink(name, tensor)));
        return new Network(cut.graph(), weights);
    }

    /** What {@link #remove} leaves of the values inside the network. */
    static Survivors survivors(Network network, Collection<Unit> units) {
        Cut cut = new Cut(network, ShapeInference.of(network), units);
        SortedMap<AxisRef, int[]> kept = new TreeMap<>();
        cut.removed.keySet().stream()
                .filter(axis -> !axis.isParameter())
                .forEach(axis -> kept.put(
                        axis, cut.kept(axis, cut.shapes.value(axis.name()).dim(axis.axis()))));
        return new Survivors(kept);
    }

    /** What {@link #remove} would cost, without touching a weight. */
    public static Cost cost(Network network, ShapeInference shapes, Collection<Unit> units) {
        Cut cut = new Cut(network, shapes, units);
        return Cost.of(cut.graph(), cut.parameterShapes());
    }

    /** What the model expects of what {@link #remove} would leave. */
    static double milliseconds(Network network, ShapeInference shapes, Collection<Unit> units, LatencyModel model) {
        Cut cut = new Cut(network, shapes, units);
        Graph graph = cut.graph();
        return model.milliseconds(graph, ShapeInference.of(graph, cut.parameterShapes()));
    }

    private Map<String, Shape> parameterShapes() {
        Map<String, Shape> left = new HashMap<>();
        network.weights().forEach((name, tensor) -> left.put(name, shrink(name, tensor.shape())));
        return left;
    }

    private HostTensor shrink(String name, HostTensor tensor) {
        HostTensor result = tensor;
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            if (removed.containsKey(AxisRef.parameter(name, axis))) {
                result = result.select(
                        axis, kept(AxisRef.parameter(name, axis), tensor.shape().dim(axis)));
            }
        }
        return result;
    }

    private Shape shrink(String name, Shape shape) {
        Shape result = shape;
        for (int axis = 0; axis < shape.rank(); axis++) {
            BitSet gone = removed.get(AxisRef.parameter(name, axis));
            if (gone != null) {
                result = result.with(axis, shape.dim(axis) - gone.cardinality());
            }
        }
        return result;
    }

    private Graph graph() {
        Graph graph = network.graph();
        List<Node> nodes = graph.nodes().stream()
                .map(node ->
                        new Node(node.name(), node.operator().shrink(new Left(node)), node.inputs(), node.parameters()))
                .toList();
        return graph.with(nodes);
    }

    private int[] kept(AxisRef axis, int extent) {
        BitSet gone = removed.get(axis);
        int[] kept = new int[extent - (gone == null ? 0 : gone.cardinality())];
        int next = 0;
        for (int i = 0; i < extent; i++) {
            if (gone == null || !gone.get(i)) {
                kept[next++] = i;
            }
        }
        return kept;
    }

    /** What is left of one node's axes. */
    private final class Left implements Kept {
        private final Node node;

        Left(Node node) {
            this.node = node;
        }

        @Override
        public int[] input(int index, int axis) {
            return value(node.inputs().get(index), axis);
        }

        @Override
        public int[] output(int axis) {
            return value(node.name(), axis);
        }

        private int[] value(String name, int axis) {
            return kept(AxisRef.value(name, axis), shapes.value(name).dim(axis));
        }

        @Override
        public int[] parameter(String role, int axis) {
            String name = String.valueOf(node.parameters().get(role));
            return kept(
                    AxisRef.parameter(name, axis),
                    shapes.operands(node).parameter(role).dim(axis));
        }
    }
}
