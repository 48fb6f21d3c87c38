package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Computes what does not depend on the image: shape arithmetic, prepared weights. */
final class Constants {
    /** How many elements all results together may have for each byte of the file. */
    private static final long PER_BYTE = 16;

    private static final long AT_LEAST = 1 << 20;

    private static final Map<String, Rule> RULES = rules();

    private final long limit;
    private long spent;

    Constants(long fileBytes) {
        limit = Math.max(AT_LEAST, PER_BYTE * fileBytes);
    }

    @FunctionalInterface
    private interface Rule {
        Known apply(OnnxOp op, Constants constants);
    }

    boolean know(String type) {
        return RULES.containsKey(type);
    }

    Known fold(OnnxOp op) {
        Rule rule = RULES.get(op.type());
        if (rule == null) {
            throw op.refused("computes a constant in a way that is not supported; simplify the model (onnxsim) before");
        }
        return rule.apply(op, this);
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("Constant", (op, c) -> constant(op));
        rules.put("Identity", (op, c) -> op.known(0));
        rules.put("Dropout", (op, c) -> op.known(0));
        rules.put("Cast", (op, c) -> cast(op));
        rules.put(
                "Shape",
                (op, c) -> shape(
                        op, LongStream.of(longs(op.known(0).tensor().shape())).toArray()));
        rules.put("ConstantOfShape", (op, c) -> c.filled(op));
        rules.put("Range", (op, c) -> c.range(op));
        rules.put("Reshape", (op, c) -> reshaped(op, Targets.reshape(op, longs(shapeOf(op)))));
        rules.put("Flatten", (op, c) -> reshaped(op, Targets.flatten(op, longs(shapeOf(op)))));
        rules.put("Squeeze", (op, c) -> reshaped(op, Targets.squeeze(op, longs(shapeOf(op)), -1)));
        rules.put("Unsqueeze", (op, c) -> reshaped(op, Targets.unsqueeze(op, longs(shapeOf(op)))));
        rules.put("Transpose", (op, c) -> c.transposed(op));
        rules.put("Concat", (op, c) -> c.concat(op));
        rules.put("Slice", (op, c) -> c.slice(op));
        rules.put("Gather", (op, c) -> c.gather(op));
        rules.put("Expand", (op, c) -> c.expand(op));
        rules.put("Where", (op, c) -> c.where(op));
        rules.put("Trilu", (op, c) -> Known.of(c.triangle(op)));
        unary(rules);
        binary(rules);
        return rules;
    }

    private static void unary(Map<String, Rule> rules) {
        Map<String, DoubleUnaryOperator> functions = Map.of(
                "Neg",
                x -> -x,
                "Floor",
                Math::floor,
                "Ceil",
                Math::ceil,
                "Sqrt",
                Math::sqrt,
                "Exp",
                Math::exp,
                "Abs",
                Math::abs,
                "Reciprocal",
                x -> 1 / x,
                "Not",
                x -> x == 0 ? 1 : 0,
                "Log",
                Math::log);
        functions.forEach((type, function) ->
                rules.put(type, (op, c) -> Known.of(op.known(0).tensor().map(function))));
    }

    private static void binary(Map<String, Rule> rules) {
        Map<String, DoubleBinaryOperator> functions = Map.of(
                "Add",
                Double::sum,
                "Sub",
                (a, b) -> a - b,
                "Mul",
                (a, b) -> a * b,
                "Pow",
                Math::pow,
                "Max",
                Math::max,
                "Min",
                Math::min);
        functions.forEach((type, function) -> rules.put(type, (op, c) -> c.combine(op, function, false)));
        rules.put("Div", (op, c) -> c.combine(op, c.quotient(op), false));
        rules.put("Mod", (op, c) -> c.combine(op, (a, b) -> b == 0 ? 0 : a - b * Math.floor(a / b), false));
        rules.put("Equal", (op, c) -> c.combine(op, (a, b) -> a == b ? 1 : 0, true));
        rules.put("Greater", (op, c) -> c.combine(op, (a, b) -> a > b ? 1 : 0, true));
        rules.put("Less", (op, c) -> c.combine(op, (a, b) -> a < b ? 1 : 0, true));
        rules.put("And", (op, c) -> c.combine(op, (a, b) -> a != 0 && b != 0 ? 1 : 0, true));
        rules.put("Or", (op, c) -> c.combine(op, (a, b) -> a != 0 || b != 0 ? 1 : 0, true));
    }

    /** Refuses to make more elements than a file of this size may need. */
    private Shape afforded(OnnxOp op, Shape shape) {
        spent = Math.addExact(spent, shape.size());
        if (spent > limit) {
            throw op.refused("blows a constant up to " + shape + ", more than a file of this size may");
        }
        return shape;
    }

    private static Known constant(OnnxOp op) {
        if (op.hasAttribute("value")) {
            return Known.of(op.tensor("value"));
        }
        if (op.hasAttribute("value_int")) {
            return Known.of(HostTensor.of(Shape.of(), new long[] {op.integer("value_int", 0)}));
        }
        if (op.hasAttribute("value_float")) {
            return Known.of(HostTensor.of(Shape.of(), new float[] {(float) op.real("value_float", 0)}));
        }
        if (op.hasAttribute("value_ints")) {
            long[] values = op.ints("value_ints");
            return Known.of(HostTensor.of(Shape.of(values.length), values));
        }
        throw op.refused("holds neither a tensor nor numbers");
    }

    /** The upper or the lower triangle of matrices, zeros elsewhere: a causal mask. */
    private HostTensor triangle(OnnxOp op) {
        HostTensor from = op.known(0).tensor();
        int rank = from.shape().rank();
        if (rank < 2) {
            throw op.refused("takes the triangle of " + from);
        }
        afforded(op, from.shape());
        boolean upper = op.integer("upper", 1) != 0;
        long diagonal = op.has(1) ? op.known(1).tensor().longs()[0] : 0;
        int columns = from.shape().dim(rank - 1);
        int rows = from.shape().dim(rank - 2);
        double[] values = from.doubles().clone();
        for (int i = 0; i < values.length; i++) {
            long above = (long) i % columns - i / columns % rows - diagonal;
            values[i] = (upper ? above >= 0 : above <= 0) ? values[i] : 0;
        }
        return HostTensor.of(from.shape(), values).as(from.dtype());
    }

    private static Known cast(OnnxOp op) {
        HostTensor from = op.known(0).tensor();
        int to = (int) op.integer("to", 0);
        DType type = switch (to) {
            case 1, 10, 16 -> DType.FLOAT32;
            case 11 -> DType.FLOAT64;
            case 2, 3, 4, 5, 6, 7, 9, 12, 13 -> DType.INT64;
            default -> throw op.refused("casts to the element type " + to + ", which is not supported");
        };
        HostTensor result = to == 9 ? from.map(x -> x == 0 ? 0 : 1).as(type) : from.as(type);
        return result == from ? op.known(0) : Known.of(result);
    }

    /** The extents, or a part of them (opset 15). */
    static Known shape(OnnxOp op, long[] dims) {
        int from = clamp(op.integer("start", 0), dims.length);
        int to = clamp(op.integer("end", dims.length), dims.length);
        long[] part = Arrays.copyOfRange(dims, from, Math.max(from, to));
        return Known.of(HostTensor.of(Shape.of(part.length), part));
    }

    private static int clamp(long at, int length) {
        return (int) Math.max(0, Math.min(at < 0 ? at + length : at, length));
    }

    private Known filled(OnnxOp op) {
        Shape shape = afforded(op, Targets.shape(op, op.known(0).tensor().longs()));
        HostTensor value = op.hasAttribute("value") ? op.tensor("value") : HostTensor.of(Shape.of(1), new float[] {0});
        if (value.size() != 1) {
            throw op.refused("fills with " + value.shape() + " instead of one value");
        }
        return Known.of(Elements.pick(value, shape, i -> 0));
    }

    private Known range(OnnxOp op) {
        double start = op.known(0).scalar();
        double step = op.known(2).scalar();
        double count = Math.max(0, Math.ceil((op.known(1).scalar() - start) / step));
        if (!(count < Integer.MAX_VALUE)) {
            throw op.refused("counts " + count + " numbers");
        }
        Shape shape = afforded(op, Shape.of((int) count));
        double[] values = IntStream.range(0, (int) count)
                .mapToDouble(i -> start + i * step)
                .toArray();
        return Known.of(HostTensor.of(shape, values).as(op.known(0).tensor().dtype()));
    }

    /** The same elements in the same order: still the initializer's. */
    private static Known reshaped(OnnxOp op, long[] target) {
        Known from = op.known(0);
        Shape shape = Targets.shape(op, target);
        if (shape.size() != from.tensor().shape().size()) {
            throw op.refused("gives " + from.tensor().shape() + " the shape " + shape);
        }
        return new Known(from.tensor().reshape(shape), from.initializer(), null);
    }

    private Known transposed(OnnxOp op) {
        Known from = op.known(0);
        int rank = from.tensor().shape().rank();
        long[] reversed = IntStream.range(0, rank).mapToLong(i -> rank - 1L - i).toArray();
        int[] order = Targets.order(op, op.ints("perm", reversed), rank);
        afforded(op, from.tensor().shape());
        HostTensor tensor = Elements.transpose(from.tensor(), order);
        return new Known(tensor, null, rank == 2 && order[0] == 1 ? from : null);
    }

    private Known concat(OnnxOp op) {
        List<HostTensor> parts = new ArrayList<>();
        for (int i = 0; i < op.inputs(); i++) {
            parts.add(op.known(i).tensor());
        }
        Shape first = parts.get(0).shape();
        int axis = Targets.axis(op, op.integer("axis", 0), first.rank());
        int extent = 0;
        for (HostTensor part : parts) {
            if (part.shape().rank() != first.rank()
                    || !part.shape().with(axis, 0).equals(first.with(axis, 0))
                    || part.dtype() != parts.get(0).dtype()) {
                throw op.refused("joins constants that do not fit");
            }
            extent = Math.addExact(extent, part.shape().dim(axis));
        }
        afforded(op, first.with(axis, extent));
        return Known.of(Elements.concat(parts, axis));
    }

    private Known slice(OnnxOp op) {
        HostTensor tensor = op.known(0).tensor();
        for (Range range : Range.of(op, longs(tensor.shape()))) {
            tensor = tensor.select(range.axis(), range.indices());
            afforded(op, tensor.shape());
        }
        return Known.of(tensor);
    }

    private Known gather(OnnxOp op) {
        HostTensor data = op.known(0).tensor();
        HostTensor chosen = op.known(1).tensor();
        int axis = Targets.axis(op, op.integer("axis", 0), data.shape().rank());
        int extent = data.shape().dim(axis);
        int[] indices = LongStream.of(chosen.longs())
                .mapToInt(i -> (int) (i < 0 ? i + extent : i))
                .toArray();
        if (Arrays.stream(indices).anyMatch(i -> i < 0 || i >= extent)) {
            throw op.refused("takes an index outside of 0 to " + (extent - 1));
        }
        afforded(op, data.shape().with(axis, indices.length));
        IntStream before = IntStream.range(0, axis).map(data.shape()::dim);
        IntStream behind = IntStream.range(axis + 1, data.shape().rank()).map(data.shape()::dim);
        int[] dims = IntStream.concat(
                        IntStream.concat(before, IntStream.of(chosen.shape().dims())), behind)
                .toArray();
        HostTensor rows = data.select(axis, indices).reshape(Shape.of(dims));
        return new Known(rows, isBeginning(data, axis, indices) ? op.known(0).initializer() : null, null);
    }

    /** The first rows of a table, one after the other: the positions of a sequence shorter than the longest. */
    private static boolean isBeginning(HostTensor data, int axis, int[] indices) {
        boolean table = data.dtype().isFloating() && data.shape().rank() == 2 && axis == 0;
        return table && IntStream.range(0, indices.length).allMatch(i -> indices[i] == i);
    }

    private Known expand(OnnxOp op) {
        HostTensor tensor = op.known(0).tensor();
        Shape target = Targets.shape(op, op.known(1).tensor().longs());
        Shape shape = afforded(op, Elements.broadcast(op, tensor.shape(), target));
        return shape.equals(tensor.shape()) ? op.known(0) : Known.of(Elements.expand(tensor, shape));
    }

    private Known where(OnnxOp op) {
        HostTensor condition = op.known(0).tensor();
        HostTensor yes = op.known(1).tensor();
        HostTensor no = op.known(2).tensor();
        Shape shape = Elements.broadcast(op, condition.shape(), Elements.broadcast(op, yes.shape(), no.shape()));
        afforded(op, shape);
        double[] choose = Elements.expand(condition, shape).doubles();
        double[] a = Elements.expand(yes, shape).doubles();
        double[] b = Elements.expand(no, shape).doubles();
        double[] result = new double[choose.length];
        Arrays.setAll(result, i -> choose[i] != 0 ? a[i] : b[i]);
        return Known.of(HostTensor.of(shape, result).as(yes.dtype()));
    }

    private DoubleBinaryOperator quotient(OnnxOp op) {
        boolean whole = !op.known(0).tensor().dtype().isFloating();
        return (a, b) -> whole ? (b == 0 ? 0 : (double) ((long) a / (long) b)) : a / b;
    }

    private Known combine(OnnxOp op, DoubleBinaryOperator function, boolean truth) {
        HostTensor a = op.known(0).tensor();
        HostTensor b = op.known(1).tensor();
        Shape shape = afforded(op, Elements.broadcast(op, a.shape(), b.shape()));
        double[] left = Elements.expand(a, shape).doubles();
        double[] right = Elements.expand(b, shape).doubles();
        double[] result = new double[left.length];
        Arrays.setAll(result, i -> function.applyAsDouble(left[i], right[i]));
        return Known.of(HostTensor.of(shape, result).as(truth ? DType.INT64 : a.dtype()));
    }

    private static Shape shapeOf(OnnxOp op) {
        return op.known(0).tensor().shape();
    }

    private static long[] longs(Shape shape) {
        return Arrays.stream(shape.dims()).asLongStream().toArray();
    }
}
