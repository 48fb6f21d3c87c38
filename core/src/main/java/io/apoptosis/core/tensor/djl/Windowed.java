package io.apoptosis.core.tensor.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Window;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Operations that slide a window; libtorch pads both sides alike, so other paddings are written out before. */
final class Windowed {
    private Windowed() {}

    static PtNDArray convolution(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias, Window window, int groups) {
        return padded(
                x,
                window.padding(),
                isSymmetric(window.padding()),
                0,
                (input, padding) -> JniUtils.convolution(
                        input,
                        weight,
                        bias,
                        new Shape(window.strideH(), window.strideW()),
                        padding,
                        new Shape(window.dilationH(), window.dilationW()),
                        groups));
    }

    static PtNDArray maxPool(PtNDArray x, Window window) {
        refuseDilation(window);
        return padded(
                x,
                window.padding(),
                poolPads(window),
                Double.NEGATIVE_INFINITY,
                (input, padding) -> JniUtils.maxPool(
                        input, kernel(window), new Shape(window.strideH(), window.strideW()), padding, false));
    }

    static PtNDArray averagePool(PtNDArray x, Window window) {
        refuseDilation(window);
        return padded(
                x,
                window.padding(),
                poolPads(window),
                0,
                (input, padding) -> JniUtils.avgPool(
                        input, kernel(window), new Shape(window.strideH(), window.strideW()), padding, false, true));
    }

    private static Shape kernel(Window window) {
        return new Shape(window.kernelH(), window.kernelW());
    }

    private static PtNDArray padded(
            PtNDArray x,
            Padding padding,
            boolean natively,
            double fill,
            BiFunction<PtNDArray, Shape, PtNDArray> apply) {
        if (natively) {
            return apply.apply(x, new Shape(padding.top(), padding.left()));
        }
        long[] widths = {padding.left(), padding.right(), padding.top(), padding.bottom()};
        try (PtNDArray larger = JniUtils.pad(x, widths, fill)) {
            return apply.apply(larger, new Shape(0, 0));
        }
    }

    private static boolean isSymmetric(Padding padding) {
        return padding.top() == padding.bottom() && padding.left() == padding.right();
    }

    /** libtorch's pooling takes a padding of at most half the kernel. */
    private static boolean poolPads(Window window) {
        return isSymmetric(window.padding())
                && 2 * window.padding().top() <= window.kernelH()
                && 2 * window.padding().left() <= window.kernelW();
    }

    private static void refuseDilation(Window window) {
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw new IllegalArgumentException("pooling with a dilated window is not supported: " + window);
        }
    }
}
