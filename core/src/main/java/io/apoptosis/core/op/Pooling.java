package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.List;

/** One value for each window over the two spatial axes of (N, C, H, W), without parameters: channels pass through. */
public sealed interface Pooling extends Operator permits AvgPool2d, AvgPool2dInside, MaxPool2d {
    Window window();

    @Override
    default List<String> trainable() {
        return List.of();
    }

    @Override
    default Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (x.rank() != 4) {
            throw new ShapeMismatch("pools over two spatial axes, got " + x);
        }
        return Shape.of(x.dim(0), x.dim(1), window().outH(x.dim(2)), window().outW(x.dim(3)));
    }

    @Override
    default void couple(Links links) {
        links.same(links.in(1), links.out(1));
    }

    @Override
    default long macs(Shapes shapes) {
        return 0;
    }

    @Override
    default Operator shrink(Kept kept) {
        return this;
    }

    /** The tensor engine and ONNX before opset 19 know no gaps between a pooled window's elements. */
    static void refuseDilation(Window window) {
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw new IllegalArgumentException("pooling takes no dilated window, this one is dilated by "
                    + window.dilationH() + "x" + window.dilationW());
        }
    }
}
