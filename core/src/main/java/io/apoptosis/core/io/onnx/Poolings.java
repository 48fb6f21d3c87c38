package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.op.AvgPool2d;
import io.apoptosis.core.op.AvgPool2dInside;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.ReduceMean;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Maxima and means over windows and over all pixels. */
final class Poolings {
    private Poolings() {}

    static void register(Map<String, Translation> translations) {
        translations.put("MaxPool", Translation.of((op, into) -> {
            if (op.outputs() > 1) {
                throw op.refused("gives the places of its maxima, which is not supported");
            }
            return pooled(op, into, MaxPool2d::new);
        }));
        translations.put("AveragePool", Translation.of((op, into) -> pooled(op, into, window -> average(op, window))));
        translations.put("GlobalAveragePool", Translation.of(Poolings::globalMean));
        translations.put("GlobalMaxPool", Translation.of(Poolings::globalMaximum));
    }

    /** Over one spatial axis: as an image of one row. */
    private static Value pooled(OnnxOp op, Assembly into, Function<Window, Operator> operator) {
        Computed x = into.plain(op, op.computed(0));
        int[] kernel = Arrays.stream(op.ints("kernel_shape"))
                .mapToInt(extent -> Windows.small(op, extent))
                .toArray();
        Window window = Windows.of(op, kernel, into.shape(x), op.integer("ceil_mode", 0) != 0);
        if (kernel.length == 2) {
            return into.add(op, operator.apply(window), x);
        }
        Shape row = into.shape(x);
        Computed image = into.add(op, new Reshape(Shape.of(row.dim(1), 1, row.dim(2))), x);
        Computed pooled = into.add(op, operator.apply(window), image);
        return into.add(op, new Reshape(Shape.of(row.dim(1), into.shape(pooled).dim(3))), pooled);
    }

    private static Operator average(OnnxOp op, Window window) {
        if (window.padding().equals(Padding.NONE)) {
            return new AvgPool2d(window);
        }
        if (op.integer("count_include_pad", 0) == 0) {
            return new AvgPool2dInside(window);
        }
        if (op.integer("ceil_mode", 0) != 0) {
            throw op.refused("counts its padding and windows that are partly outside (ceil_mode) at once");
        }
        return new AvgPool2d(window);
    }

    private static Value globalMean(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        return into.add(op, new ReduceMean(IntStream.range(2, x.rank()).boxed().toList(), true), x);
    }

    private static Value globalMaximum(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        Shape shape = into.shape(x);
        if (shape.rank() != 4) {
            throw op.refused("takes the maximum of other than two spatial axes");
        }
        Window all = new Window(shape.dim(2), shape.dim(3), 1, 1, Padding.NONE, 1, 1);
        return into.add(op, new MaxPool2d(all), x);
    }
}
