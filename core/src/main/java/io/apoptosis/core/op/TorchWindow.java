package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Window;

/**
 * A window as PyTorch's layers take it. Their padding is the same at both ends, for pooling at most half the kernel; any other goes before
 * them.
 */
record TorchWindow(Window window, boolean inside) {
    static TorchWindow convolution(Window window) {
        return new TorchWindow(window, isSymmetric(window.padding()));
    }

    static TorchWindow pooling(Window window) {
        Padding padding = window.padding();
        boolean narrow = 2 * padding.top() <= window.kernelH() && 2 * padding.left() <= window.kernelW();
        return new TorchWindow(window, isSymmetric(padding) && narrow);
    }

    private static boolean isSymmetric(Padding padding) {
        return padding.top() == padding.bottom() && padding.left() == padding.right();
    }

    String kernel() {
        return PythonLiteral.pair(window.kernelH(), window.kernelW());
    }

    /** {@code , stride=2, padding=1 …}; the stride always, because pooling has another default. */
    String options() {
        Padding padding = window.padding();
        String options = ", stride=" + PythonLiteral.pair(window.strideH(), window.strideW());
        if (inside && !padding.equals(Padding.NONE)) {
            options += ", padding=" + PythonLiteral.pair(padding.top(), padding.left());
        }
        return options + dilation();
    }

    String dilation() {
        boolean dense = window.dilationH() == 1 && window.dilationW() == 1;
        return dense ? "" : ", dilation=" + PythonLiteral.pair(window.dilationH(), window.dilationW());
    }

    /** What the window slides over. */
    String over(String x, double fill) {
        Padding padding = window.padding();
        if (inside) {
            return x;
        }
        String value = fill == 0 ? "" : ", value=" + PythonLiteral.of(fill);
        return "F.pad(" + x + ", "
                + PythonLiteral.tuple(padding.left(), padding.right(), padding.top(), padding.bottom()) + value + ")";
    }
}
