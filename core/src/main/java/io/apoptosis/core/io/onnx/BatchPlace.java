package io.apoptosis.core.io.onnx;

import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where the batch ends up when a value gets other extents.
 *
 * @param axis of the target
 * @param before extent that the target's axis has in front of the batch, 1 where the batch is outermost
 * @param after extent that it has behind the batch
 */
record BatchPlace(int axis, long before, long after) {

    /**
     * As many elements lie in front of the batch as before. A batch of 1 may fit in several places; the one that merges it least is it.
     *
     * @param shape of the node, 1 for the batch
     * @param order its axes in the order of their elements
     */
    static BatchPlace find(OnnxOp op, Shape shape, List<Integer> order, long[] target, long batch) {
        long leading = 1;
        for (int axis : order) {
            if (axis == 0) {
                break;
            }
            leading *= shape.dim(axis);
        }
        if (LongStream.of(target).anyMatch(extent -> extent < 1)
                || LongStream.of(target).reduce(1, Math::multiplyExact) != Math.multiplyExact(shape.size(), batch)) {
            throw op.refused("gives %s the extents %s".formatted(shape, Arrays.toString(target)));
        }
        BatchPlace found = null;
        long outer = 1;
        for (int axis = 0; axis < target.length && outer <= leading; axis++) {
            long before = leading / outer;
            boolean fits = leading % outer == 0 && target[axis] % Math.multiplyExact(before, batch) == 0;
            if (fits && (found == null || found.before > 1 && before == 1)) {
                found = new BatchPlace(axis, before, target[axis] / before / batch);
            }
            outer *= target[axis];
        }
        if (found == null) {
            throw op.refused("takes the batch axis apart");
        }
        return found;
    }
}
