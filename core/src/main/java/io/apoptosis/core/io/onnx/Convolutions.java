package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Conv1d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.ConvTranspose2d;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Convolutions over one and two spatial axes, and transposed ones over two. */
final class Convolutions {
    private Convolutions() {}

    static void register(Map<String, Translation> translations) {
        translations.put("Conv", Translation.of(Convolutions::convolution));
        translations.put("ConvTranspose", Translation.of(Convolutions::transposed));
    }

    private static Value convolution(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        Shape weight = op.known(1).tensor().shape();
        int groups = Windows.small(op, op.integer("group", 1));
        if (weight.rank() != x.rank() || x.rank() < 3 || x.rank() > 4) {
            throw op.refused(
                    "convolves " + into.shape(x) + " with " + weight + "; one and two spatial axes are supported");
        }
        int[] kernel = kernel(weight);
        Window window = Windows.of(op, kernel, into.shape(x), false);
        if (x.rank() == 4) {
            return into.add(op, new Conv2d(window, groups), List.of(x), parameters(op));
        }
        Padding padding = window.padding();
        Conv1d row = new Conv1d(
                window.kernelW(), window.strideW(), padding.left(), padding.right(), window.dilationW(), groups);
        return into.add(op, row, List.of(x), parameters(op));
    }

    private static int[] kernel(Shape weight) {
        return weight.rank() == 4 ? new int[] {weight.dim(2), weight.dim(3)} : new int[] {weight.dim(2)};
    }

    private static Value transposed(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        Shape weight = op.known(1).tensor().shape();
        if (weight.rank() != 4 || op.integer("group", 1) != 1 || op.hasAttribute("output_shape")) {
            throw op.refused(
                    "is a transposed convolution with groups, a prescribed output or other than two spatial axes");
        }
        if (!op.text("auto_pad", "NOTSET").equals("NOTSET")) {
            throw op.refused("pads automatically; write its pads down");
        }
        Window window = Windows.of(op, kernel(weight), into.shape(x), false);
        long[] more = op.ints("output_padding", 0, 0);
        ConvTranspose2d operator = new ConvTranspose2d(window, Windows.small(op, more[0]), Windows.small(op, more[1]));
        return into.add(op, operator, List.of(x), parameters(op));
    }

    private static Map<String, Known> parameters(OnnxOp op) {
        Map<String, Known> parameters = new HashMap<>(Map.of("weight", op.known(1)));
        if (op.has(2)) {
            parameters.put("bias", op.known(2));
        }
        return parameters;
    }
}
