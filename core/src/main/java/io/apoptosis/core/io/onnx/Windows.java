package io.apoptosis.core.io.onnx;

import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;

/** The windows of convolutions and pooling. One spatial axis is the width of an image of one row. */
final class Windows {
    /** No extent, stride or padding of a window is larger in earnest. */
    private static final int LARGEST = 1 << 16;

    private Windows() {}

    /**
     * @param x (N, C, spatial axes)
     * @param ceil whether a last window that is only partly inside counts: it is given the padding it needs
     */
    static Window of(OnnxOp op, int[] kernel, Shape x, boolean ceil) {
        int spatial = kernel.length;
        if (x.rank() != spatial + 2) {
            throw op.refused("slides a window of " + spatial + " axes over " + x);
        }
        int[] strides = numbers(op, "strides", spatial, 1);
        int[] dilations = numbers(op, "dilations", spatial, 1);
        int[] pads = numbers(op, "pads", 2 * spatial, 0);
        String auto = op.text("auto_pad", "NOTSET");
        for (int axis = 0; axis < spatial; axis++) {
            int reach = Math.addExact(Math.multiplyExact(dilations[axis], kernel[axis] - 1), 1);
            int extent = x.dim(axis + 2);
            if (strides[axis] < 1) {
                throw op.refused("has the stride " + strides[axis]);
            }
            if (auto.startsWith("SAME")) {
                int missing = Math.max(
                        0,
                        (extent + strides[axis] - 1) / strides[axis] * strides[axis] - strides[axis] + reach - extent);
                pads[axis] = auto.equals("SAME_LOWER") ? missing - missing / 2 : missing / 2;
                pads[axis + spatial] = missing - pads[axis];
            } else if (auto.equals("VALID")) {
                pads[axis] = 0;
                pads[axis + spatial] = 0;
            }
            int room = extent + pads[axis] + pads[axis + spatial] - reach;
            if (room < 0) {
                throw op.refused("slides a window of " + reach + " over an extent of " + extent);
            }
            int left = room % strides[axis];
            // A window that would begin behind the image does not count.
            boolean begins = room - left + strides[axis] < extent + pads[axis];
            pads[axis + spatial] += ceil && left > 0 && begins ? strides[axis] - left : 0;
        }
        if (spatial == 1) {
            return new Window(1, kernel[0], 1, strides[0], new Padding(0, 0, pads[0], pads[1]), 1, dilations[0]);
        }
        if (spatial != 2) {
            throw op.refused("slides a window over " + spatial + " axes; one and two are supported");
        }
        Padding padding = new Padding(pads[0], pads[2], pads[1], pads[3]);
        return new Window(kernel[0], kernel[1], strides[0], strides[1], padding, dilations[0], dilations[1]);
    }

    private static int[] numbers(OnnxOp op, String attribute, int count, int otherwise) {
        int[] result = new int[count];
        Arrays.fill(result, otherwise);
        long[] given = op.ints(attribute);
        if (given.length == 0) {
            return result;
        }
        if (given.length != count) {
            throw op.refused("has " + given.length + " " + attribute + " instead of " + count);
        }
        for (int i = 0; i < count; i++) {
            result[i] = small(op, given[i]);
        }
        return result;
    }

    static int small(OnnxOp op, long number) {
        if (number < 0 || number > LARGEST) {
            throw op.refused("has the impossible attribute value " + number);
        }
        return (int) number;
    }
}
