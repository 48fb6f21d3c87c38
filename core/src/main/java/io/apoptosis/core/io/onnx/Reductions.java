package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.ReduceMean;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Means over axes. */
final class Reductions {
    private Reductions() {}

    static void register(Map<String, Translation> translations) {
        translations.put("ReduceMean", Translation.of(Reductions::mean));
    }

    private static Value mean(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        boolean keep = op.integer("keepdims", 1) != 0;
        long[] given = op.longs(1, "axes");
        long[] axes = given == null ? LongStream.range(0, x.rank()).toArray() : given;
        Computed source = keep ? x : into.plain(op, x);
        List<Integer> over = LongStream.of(axes)
                .mapToObj(axis -> into.axis(op, source, axis))
                .sorted()
                .toList();
        if (keep) {
            return into.along(op, new ReduceMean(over, true), source);
        }
        boolean image = x.rank() == 4 && over.equals(IntStream.of(2, 3).boxed().toList());
        return into.add(op, image ? new GlobalAvgPool() : new ReduceMean(over, false), source);
    }
}
