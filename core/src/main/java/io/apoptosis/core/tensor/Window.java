package io.apoptosis.core.tensor;

/** Geometry of a sliding window over the two spatial axes of an NCHW tensor: kernel extents, strides, padding, dilations. */
public record Window(
        int kernelH, int kernelW, int strideH, int strideW, Padding padding, int dilationH, int dilationW) {
    public Window {
        if (kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1 || dilationH < 1 || dilationW < 1) {
            throw new IllegalArgumentException("kernel, stride and dilation are at least 1");
        }
    }

    public static Window square(int kernel, int stride, int padding) {
        return new Window(kernel, kernel, stride, stride, Padding.same(padding), 1, 1);
    }

    /** Output height for an input height; floor mode, as PyTorch's default. */
    public int outH(int h) {
        return (h + padding.top() + padding.bottom() - dilationH * (kernelH - 1) - 1) / strideH + 1;
    }

    /** Output width for an input width; floor mode, as PyTorch's default. */
    public int outW(int w) {
        return (w + padding.left() + padding.right() - dilationW * (kernelW - 1) - 1) / strideW + 1;
    }
}
