package io.apoptosis.core.io.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What ONNX's Slice takes of one axis: from begin, step by step, as long as it is before end (behind it, for a negative step). */
record Range(int axis, int begin, int end, int step) {

    static List<Range> of(OnnxOp op, long[] dims) {
        long[] starts = required(op, op.longs(1, "starts"));
        long[] ends = required(op, op.longs(2, "ends"));
        long[] axes = op.longs(3, "axes");
        long[] steps = op.longs(4, "steps");
        if (ends.length != starts.length
                || (axes != null && axes.length != starts.length)
                || (steps != null && steps.length != starts.length)) {
            throw op.refused("has different numbers of starts, ends, axes and steps");
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int axis = Targets.axis(op, axes == null ? i : axes[i], dims.length);
            ranges.add(range(op, axis, dims[axis], starts[i], ends[i], steps == null ? 1 : steps[i]));
        }
        return ranges;
    }

    private static long[] required(OnnxOp op, long @Nullable [] numbers) {
        if (numbers == null) {
            throw op.refused("lacks its starts or ends");
        }
        return numbers;
    }

    private static Range range(OnnxOp op, int axis, long extent, long start, long end, long step) {
        if (step == 0 || Math.abs(step) > Integer.MAX_VALUE) {
            throw op.refused("takes steps of " + step);
        }
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? extent : extent - 1;
        long first = Math.max(step > 0 ? 0 : -1, Math.min(start < 0 ? start + extent : start, high));
        long last = Math.max(low, Math.min(end < 0 ? end + extent : end, high));
        return new Range(axis, Math.toIntExact(first), Math.toIntExact(last), (int) step);
    }

    int[] indices() {
        return step > 0
                ? IntStream.iterate(begin, i -> i < end, i -> i + step).toArray()
                : LongStream.iterate(begin, i -> i > end, i -> i + step)
                        .mapToInt(Math::toIntExact)
                        .toArray();
    }
}
