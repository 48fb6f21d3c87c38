package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Embedding;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.ShapeMismatch;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.op.Token;
import io.apoptosis.core.op.Transpose;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The network as far as it has been read. Shapes are those of one sample, batch axis first, as everywhere in a graph. */
final class Assembly {
    /** What the extents of all axes may add up to; coupling keeps a number for each index. */
    private static final long EXTENTS = 1L << 26;

    private static final String WEIGHT = ".weight";

    private final String input;
    private final long batch;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, HostTensor> weights = new LinkedHashMap<>();
    /** Values that are token ids. */
    private final Set<String> ids = new HashSet<>();

    private long extents;

    /**
     * @param inputShape of one sample
     * @param readsIds whether the input is token ids
     * @param batch the number that stands for the batch in the file's shape arithmetic
     */
    Assembly(String input, Shape inputShape, boolean readsIds, long batch) {
        this.input = input;
        if (readsIds) {
            ids.add(input);
        }
        this.batch = batch;
        int[] dims = IntStream.concat(IntStream.of(1), IntStream.of(inputShape.dims()))
                .toArray();
        account(Shape.of(dims));
        shapes.put(input, Shape.of(dims));
    }

    String input() {
        return input;
    }

    long batch() {
        return batch;
    }

    /** Whether the value is token ids: the input, or a part or another arrangement of it. */
    boolean isIds(Value value) {
        return value instanceof Computed computed && ids.contains(computed.node());
    }

    /** Shape of a node's output for one sample, 1 for the batch. */
    Shape shape(Computed value) {
        return shape(value.node());
    }

    private Shape shape(String node) {
        return Objects.requireNonNull(shapes.get(node), node);
    }

    /** Extents as ONNX sees them; the batch counts as the number that stands for it. */
    long[] dims(Computed value) {
        Shape shape = shape(value);
        return value.axes().stream()
                .mapToLong(parts -> parts.stream()
                        .mapToLong(axis -> axis == 0 ? batch : shape.dim(axis))
                        .reduce(1, Math::multiplyExact))
                .toArray();
    }

    /** Adds a node whose output has the axes as they are. */
    Computed add(OnnxOp op, Operator operator, List<Computed> inputs, Map<String, Known> parameters) {
        String node = append(op, operator, inputs, parameters);
        return Computed.plain(node, shape(node).rank());
    }

    Computed add(OnnxOp op, Operator operator, Computed value) {
        return add(op, operator, List.of(value), Map.of());
    }

    /** Adds a node that keeps the axes of its first input, which ONNX goes on to see as it does there. */
    Computed along(OnnxOp op, Operator operator, List<Computed> inputs, Map<String, Known> parameters) {
        return inputs.get(0).at(append(op, operator, inputs, parameters));
    }

    Computed along(OnnxOp op, Operator operator, Computed value) {
        return along(op, operator, List.of(value), Map.of());
    }

    private String append(OnnxOp op, Operator operator, List<Computed> inputs, Map<String, Known> parameters) {
        Map<String, String> names = new HashMap<>();
        Map<String, Shape> parameterShapes = new HashMap<>();
        parameters.forEach((role, known) -> {
            names.put(role, weight(op, role, known));
            parameterShapes.put(role, known.tensor().shape());
        });
        Shape shape;
        try {
            shape = operator.shape(new Shapes(inputs.stream().map(this::shape).toList(), parameterShapes));
        } catch (ShapeMismatch | ArithmeticException | IndexOutOfBoundsException mismatch) {
            throw op.refused("does not fit together: " + mismatch.getMessage());
        }
        account(shape);
        String name = unique(layer(op, names.get("weight")));
        nodes.add(new Node(name, operator, inputs.stream().map(Computed::node).toList(), names));
        shapes.put(name, shape);
        boolean passesOn = !(operator instanceof Embedding) && !(operator instanceof Token);
        if (passesOn && inputs.stream().anyMatch(this::isIds)) {
            ids.add(name);
        }
        return name;
    }

    private void account(Shape shape) {
        for (int dim : shape.dims()) {
            extents += dim;
            if (dim < 1 || extents > EXTENTS) {
                throw new MalformedFile("a value of the shape " + shape + " is more than can be coupled");
            }
        }
    }

    /** People know a layer by what its weight is called after, not by the path that the exporter made up. */
    private static String layer(OnnxOp op, @Nullable String weight) {
        return weight != null && weight.endsWith(WEIGHT) && weight.length() > WEIGHT.length()
                ? weight.substring(0, weight.length() - WEIGHT.length())
                : op.name();
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; shapes.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private String weight(OnnxOp op, String role, Known known) {
        String wanted = known.initializer() == null ? op.name() + "." + role : known.initializer();
        String name = wanted;
        for (int i = 2; weights.containsKey(name) && !known.tensor().equals(weights.get(name)); i++) {
            name = wanted + "_" + i;
        }
        weights.put(name, known.tensor());
        return name;
    }

    /** The value with its axes one by one and the batch first; an axis order of ONNX's is carried out. */
    Computed plain(OnnxOp op, Computed value) {
        Computed ordered = ordered(op, value);
        if (!ordered.isUnmerged()) {
            throw op.refused(
                    "reads a value that merges the batch with other axes (as Swin's windows do), which is"
                            + " supported for products only; give them an axis of their own: (N, windows, …), not (N·windows, …)");
        }
        return ordered;
    }

    /** The value with the node's axes in ONNX's order. */
    Computed ordered(OnnxOp op, Computed value) {
        if (value.isOrdered()) {
            return value;
        }
        List<Integer> order = value.order();
        if (order.get(0) != 0) {
            throw op.refused("reads a value whose first axis is not the batch");
        }
        Computed moved = add(op, new Transpose(order), value);
        List<List<Integer>> axes = new ArrayList<>();
        int next = 0;
        for (List<Integer> parts : value.axes()) {
            axes.add(IntStream.range(next, next + parts.size()).boxed().toList());
            next += parts.size();
        }
        return new Computed(moved.node(), axes);
    }

    /** The node's axis behind ONNX's; the batch and what is merged with it are refused. */
    int axis(OnnxOp op, Computed value, long axis) {
        int at = (int) (axis < 0 ? axis + value.rank() : axis);
        if (at < 0 || at >= value.rank()) {
            throw op.refused("speaks of axis " + axis + " of " + value.rank());
        }
        List<Integer> parts = value.axes().get(at);
        if (parts.size() != 1 || parts.get(0) == 0) {
            throw op.refused("works along the batch axis; only operations on each sample by itself are supported");
        }
        return parts.get(0);
    }

    /** The same elements under other extents, the batch wherever the target has it. */
    Computed reshape(OnnxOp op, Computed value, long[] target) {
        BatchPlace place = BatchPlace.find(op, shape(value), value.order(), target, batch);
        List<List<Integer>> axes = new ArrayList<>();
        List<Integer> sample = new ArrayList<>();
        for (int j = 0; j < target.length; j++) {
            List<Integer> parts = new ArrayList<>();
            if (j != place.axis()) {
                sample.add(Math.toIntExact(target[j]));
                parts.add(sample.size());
            } else {
                if (place.before() > 1) {
                    sample.add(Math.toIntExact(place.before()));
                    parts.add(sample.size());
                }
                parts.add(0);
                if (place.after() > 1) {
                    sample.add(Math.toIntExact(place.after()));
                    parts.add(sample.size());
                }
            }
            axes.add(parts);
        }
        Computed source = batchFirst(op, value);
        Shape shape = Shape.of(sample.stream().mapToInt(Integer::intValue).toArray());
        int[] now = shape(source).dims();
        boolean same = Arrays.equals(Arrays.copyOfRange(now, 1, now.length), shape.dims());
        return new Computed(
                same ? source.node() : add(op, new Reshape(shape), source).node(), axes);
    }

    /** The node's axes in ONNX's order, but for the batch, which goes in front. */
    private Computed batchFirst(OnnxOp op, Computed value) {
        List<Integer> order = new ArrayList<>(value.order());
        order.remove(Integer.valueOf(0));
        order.add(0, 0);
        boolean ascending = IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
        return ascending ? value : add(op, new Transpose(order), value);
    }

    Network network(Computed output) {
        if (output.node().equals(input)) {
            throw new MalformedFile("the graph's output is its input; there is no network in it");
        }
        List<Node> used = Dead.without(nodes, output.node());
        Map<String, HostTensor> bound = new LinkedHashMap<>(weights);
        bound.keySet()
                .retainAll(used.stream()
                        .flatMap(node -> node.parameters().values().stream())
                        .toList());
        int[] dims = shape(input).dims();
        Shape sample = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
        return new Network(new Graph(input, sample, used, output.node()), bound);
    }
}
