package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Div;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Power;
import io.apoptosis.core.op.Sub;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Sums, differences, products and quotients: of two activations, with a parameter, with a number. */
final class Arithmetics {
    /** What masks are filled with: a constant as large as this is nothing that was learned. */
    private static final double LEARNED = 1e6;
    /** As good as infinite before a softmax. */
    private static final double MASKED = 1e30;

    private Arithmetics() {}

    static void register(Map<String, Translation> translations) {
        translations.put("Add", combining(new Add(), c -> new Affine(1, c)));
        translations.put("Mul", combining(new Mul(), c -> new Affine(c, 0)));
        translations.put("Sub", combining(new Sub(), c -> new Affine(1, -c)));
        translations.put("Div", combining(new Div(), c -> new Affine(1 / c, 0)));
        translations.put("Where", Translation.of(Arithmetics::masked));
    }

    private static Translation combining(Arithmetic operator, DoubleFunction<Affine> withNumber) {
        return Translation.of((op, into) -> {
            if (op.value(1) instanceof Known second) {
                return with(op, into, op.computed(0), operator, withNumber, second);
            }
            if (op.value(0) instanceof Known first) {
                return turned(op, into, first, op.computed(1), operator, withNumber);
            }
            return both(op, into, operator, op.computed(0), op.computed(1));
        });
    }

    private static Value with(
            OnnxOp op, Assembly into, Computed x, Arithmetic operator, DoubleFunction<Affine> withNumber, Known c) {
        return c.isScalar() && c.tensor().shape().rank() <= x.rank()
                ? into.along(op, withNumber.apply(c.scalar()), x)
                : withParameter(op, into, operator, x, c);
    }

    /** The constant comes first: c - x is -x + c, and c / x is 1/x times c. */
    private static Value turned(
            OnnxOp op, Assembly into, Known c, Computed x, Arithmetic operator, DoubleFunction<Affine> withNumber) {
        if (operator instanceof Sub) {
            return with(op, into, into.along(op, new Affine(-1, 0), x), new Add(), s -> new Affine(1, s), c);
        }
        if (operator instanceof Div) {
            return with(op, into, into.along(op, new Power(-1), x), new Mul(), s -> new Affine(s, 0), c);
        }
        return with(op, into, x, operator, withNumber, c);
    }

    private static Computed withParameter(OnnxOp op, Assembly into, Arithmetic operator, Computed x, Known c) {
        Known parameter = finite(c);
        Computed operand = x.isUnmerged() ? x : into.plain(op, x);
        if (c.tensor().shape().rank() > operand.rank()) {
            throw op.refused("combines " + into.shape(operand) + " with a constant "
                    + c.tensor().shape());
        }
        boolean along = c.tensor().shape().rank() == 1 && Products.isLastLast(into, operand);
        if (!operand.isOrdered() && !along) {
            parameter = moved(operand, parameter);
        }
        String role = isLearned(c) ? Arithmetic.TRAINED : Arithmetic.FIXED;
        return into.along(op, operator, List.of(operand), Map.of(role, parameter));
    }

    /** Without the infinities of masks: a head that is left out, 0 times its scores, would not be a number. */
    private static Known finite(Known c) {
        return Arrays.stream(c.tensor().doubles()).anyMatch(Double::isInfinite)
                ? new Known(c.tensor().map(x -> Math.max(-MASKED, Math.min(MASKED, x))), c.initializer(), null)
                : c;
    }

    private static boolean isLearned(Known c) {
        return c.initializer() != null
                && Arrays.stream(c.tensor().doubles()).allMatch(value -> Math.abs(value) < LEARNED);
    }

    /** The constant with its axes in the node's order. */
    private static Known moved(Computed x, Known c) {
        int rank = x.rank();
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        Shape shape = c.tensor().shape();
        for (int axis = 0; axis < shape.rank(); axis++) {
            dims[rank - shape.rank() + axis] = shape.dim(axis);
        }
        int[] order = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            order[x.axes().get(axis).get(0)] = axis;
        }
        HostTensor tensor = Elements.transpose(c.tensor().reshape(Shape.of(dims)), order);
        return new Known(tensor, c.initializer(), null);
    }

    /** Numbers in places that are always the same, as a causal mask puts them: 0 there by a product, then the number by a sum. */
    private static Value masked(OnnxOp op, Assembly into) {
        HostTensor condition = op.known(0).tensor();
        boolean filledWhereTrue = op.value(1) instanceof Known;
        HostTensor filling = op.known(filledWhereTrue ? 1 : 2).tensor();
        Shape shape = Elements.broadcast(op, condition.shape(), filling.shape());
        double[] choice = Elements.expand(condition, shape).doubles();
        double[] fill = Elements.expand(filling, shape).doubles().clone();
        double[] kept = new double[fill.length];
        for (int i = 0; i < fill.length; i++) {
            boolean filled = (choice[i] != 0) == filledWhereTrue;
            kept[i] = filled ? 0 : 1;
            fill[i] = filled ? fill[i] : 0;
        }
        Computed x = op.computed(filledWhereTrue ? 2 : 1);
        Computed zeroed = withParameter(op, into, new Mul(), x, constant(shape, kept));
        return withParameter(op, into, new Add(), zeroed, constant(shape, fill));
    }

    private static Known constant(Shape shape, double[] values) {
        return Known.of(HostTensor.of(shape, values).as(DType.FLOAT32));
    }

    private static Value both(OnnxOp op, Assembly into, Arithmetic operator, Computed a, Computed b) {
        if (a.axes().equals(b.axes())) {
            return into.along(op, operator, List.of(a, b), Map.of());
        }
        return into.along(op, operator, List.of(into.plain(op, a), into.plain(op, b)), Map.of());
    }
}
