package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Expand;
import io.apoptosis.core.op.Token;
import io.apoptosis.core.op.Upsample;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The same elements in another arrangement, and repetitions. */
final class Shapings {
    private Shapings() {}

    static void register(Map<String, Translation> translations) {
        translations.put("Identity", Translation.of((op, into) -> op.value(0)));
        translations.put("Cast", Translation.of(Shapings::cast));
        translations.put("Dropout", Translation.of(Shapings::dropout));
        translations.put("Reshape", shaping((op, dims, batch) -> Targets.reshape(op, dims)));
        translations.put("Flatten", shaping((op, dims, batch) -> Targets.flatten(op, dims)));
        translations.put("Squeeze", shaping(Targets::squeeze));
        translations.put("Unsqueeze", shaping((op, dims, batch) -> Targets.unsqueeze(op, dims)));
        translations.put("Transpose", Translation.of(Shapings::transposed));
        translations.put("Expand", Translation.of(Shapings::expanded));
        translations.put("Resize", Translation.of(Shapings::resized));
    }

    /** The extents that an operator asks for, the batch at the given axis now. */
    @FunctionalInterface
    private interface Target {
        long[] of(OnnxOp op, long[] dims, int batch);
    }

    private static Translation shaping(Target target) {
        return Translation.of((op, into) -> {
            Computed x = op.computed(0);
            int batch = IntStream.range(0, x.rank())
                    .filter(axis -> x.axes().get(axis).contains(0))
                    .findFirst()
                    .orElse(0);
            return into.reshape(op, x, target.of(op, into.dims(x), batch));
        });
    }

    /** Between floating types, or between integer ones for token ids: everything is computed in the engine's own. */
    private static Value cast(OnnxOp op, Assembly into) {
        long to = op.integer("to", 0);
        if (into.isIds(op.value(0))) {
            if (to != 6 && to != 7) {
                throw op.refused("makes numbers of token ids");
            }
            return op.value(0);
        }
        if (to != 1 && to != 10 && to != 11 && to != 16) {
            throw op.refused("makes integers of an activation");
        }
        return op.value(0);
    }

    private static Value dropout(OnnxOp op, Assembly into) {
        if (op.has(2) && op.known(2).scalar() != 0) {
            throw op.refused("is in training mode; export the model after model.eval()");
        }
        return op.value(0);
    }

    private static Value transposed(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        long[] reversed =
                IntStream.range(0, x.rank()).mapToLong(i -> x.rank() - 1L - i).toArray();
        List<List<Integer>> axes = Arrays.stream(Targets.order(op, op.ints("perm", reversed), x.rank()))
                .mapToObj(axis -> x.axes().get(axis))
                .toList();
        return new Computed(x.node(), axes);
    }

    private static Value expanded(OnnxOp op, Assembly into) {
        long[] asked = op.known(1).tensor().longs();
        if (op.value(0) instanceof Known parameter) {
            return token(op, into, parameter, asked);
        }
        Computed x = op.computed(0);
        long[] dims = into.dims(x);
        if (asked.length > dims.length) {
            throw op.refused("adds axes, which is not supported");
        }
        int[] shape = into.shape(x).dims();
        for (int i = 0; i < asked.length; i++) {
            int axis = dims.length - asked.length + i;
            if (asked[i] != dims[axis] && asked[i] != 1) {
                shape[into.axis(op, x, axis)] = Math.toIntExact(asked[i]);
            }
        }
        Shape sample = Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
        return into.along(op, new Expand(sample), x);
    }

    /** Whether a constant is repeated for every sample, a class token: that number is not known yet. */
    static boolean isToken(OnnxOp op, Assembly into) {
        if (!op.type().equals("Expand") || !(op.value(1) instanceof Known target)) {
            return false;
        }
        long[] asked = target.tensor().longs();
        return asked.length > 1 && asked[0] == into.batch() && into.batch() > 1;
    }

    /** A constant repeated for every sample of the batch. */
    static Computed token(OnnxOp op, Assembly into, Known parameter, long[] asked) {
        int[] dims = parameter.tensor().shape().dims();
        boolean repeats = dims.length == asked.length && dims.length > 1 && dims[0] == 1 && asked[0] == into.batch();
        for (int axis = 1; repeats && axis < dims.length; axis++) {
            repeats = asked[axis] == dims[axis] || asked[axis] == 1;
        }
        if (!repeats) {
            throw op.refused("repeats a constant other than for every sample");
        }
        Computed samples = Computed.plain(into.input(), 1);
        String role = parameter.initializer() == null ? Arithmetic.FIXED : Arithmetic.TRAINED;
        return into.add(op, new Token(), List.of(samples), Map.of(role, parameter));
    }

    /** Nearest neighbours by whole factors, of images. */
    private static Value resized(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        Shape shape = into.shape(x);
        if (shape.rank() != 4 || !op.text("mode", "nearest").equals("nearest")) {
            throw op.refused("interpolates; repeating pixels of images (mode nearest) is supported");
        }
        List<Integer> factors = new ArrayList<>();
        for (int axis = 0; axis < 4; axis++) {
            factors.add(factor(op, shape.dim(axis), axis));
        }
        if (factors.get(0) != 1 || factors.get(1) != 1) {
            throw op.refused("resizes other axes than height and width");
        }
        return into.add(op, new Upsample(factors.get(2), factors.get(3)), x);
    }

    private static int factor(OnnxOp op, int extent, int axis) {
        double factor;
        if (op.has(2) && op.known(2).tensor().size() == 4) {
            factor = op.known(2).tensor().doubles()[axis];
        } else if (op.has(3) && op.known(3).tensor().size() == 4) {
            factor = axis == 0 ? 1 : op.known(3).tensor().doubles()[axis] / extent;
        } else {
            throw op.refused("names neither scales nor sizes for four axes");
        }
        String transformation = op.text("coordinate_transformation_mode", "half_pixel");
        String rounding = op.text("nearest_mode", "round_prefer_floor");
        // With whole factors these agree on which pixel is nearest.
        boolean repeats = transformation.equals("asymmetric") && rounding.equals("floor")
                || transformation.startsWith("half_pixel") && rounding.startsWith("round_prefer");
        if (factor != Math.rint(factor) || factor < 1 || factor > Short.MAX_VALUE || factor > 1 && !repeats) {
            throw op.refused("resizes by " + factor + " (" + transformation + ", " + rounding
                    + "); whole factors of repeated pixels are supported");
        }
        return (int) factor;
    }
}
