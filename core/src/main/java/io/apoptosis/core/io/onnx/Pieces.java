package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Embedding;
import io.apoptosis.core.op.Pad;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Parts put together, taken out, or framed with zeros. */
final class Pieces {
    private Pieces() {}

    static void register(Map<String, Translation> translations) {
        translations.put("Concat", Translation.of(Pieces::concat));
        translations.put("Split", Pieces::split);
        translations.put("Slice", Translation.of(Pieces::slice));
        translations.put("Gather", Translation.of(Pieces::gather));
        translations.put("Pad", Translation.of(Pieces::pad));
    }

    /** A constant among the parts is the same for every sample. */
    private static Value concat(OnnxOp op, Assembly into) {
        List<Computed> parts = new ArrayList<>();
        for (int i = 0; i < op.inputs(); i++) {
            if (op.value(i) instanceof Known constant) {
                long[] dims = Arrays.stream(constant.tensor().shape().dims())
                        .asLongStream()
                        .toArray();
                if (dims.length > 0) {
                    dims[0] = into.batch();
                }
                parts.add(Shapings.token(op, into, constant, dims));
            } else {
                parts.add(op.computed(i));
            }
        }
        boolean alike = parts.stream().map(Computed::axes).distinct().count() == 1;
        List<Computed> aligned =
                alike ? parts : parts.stream().map(part -> into.plain(op, part)).toList();
        int axis = into.axis(op, aligned.get(0), op.integer("axis", 0));
        return into.along(op, new Concat(axis), aligned, Map.of());
    }

    private static List<Value> split(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        long asked = op.integer("axis", 0);
        int axis = into.axis(op, x, asked);
        int extent = into.shape(x).dim(axis);
        long[] given = op.longs(1, "split");
        long[] parts = given == null ? equal(op, extent) : given;
        if (LongStream.of(parts).anyMatch(part -> part < 1)
                || LongStream.of(parts).sum() != extent) {
            throw op.refused("splits " + extent + " into " + Arrays.toString(parts));
        }
        List<Value> values = new ArrayList<>();
        int begin = 0;
        for (long part : parts) {
            values.add(into.along(op, new Slice(axis, begin, begin + (int) part, 1), x));
            begin += (int) part;
        }
        return values;
    }

    /** The last part is smaller where it does not come out even (opset 18). */
    private static long[] equal(OnnxOp op, int extent) {
        int count = op.outputs();
        int each = (extent + count - 1) / count;
        return IntStream.range(0, count)
                .mapToLong(i -> Math.max(0, Math.min(each, extent - (long) i * each)))
                .toArray();
    }

    private static Value slice(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        for (Range range : Range.of(op, into.dims(x))) {
            long extent = into.dims(x)[range.axis()];
            if (range.begin() == 0 && range.end() == extent && range.step() == 1) {
                continue;
            }
            int axis = into.axis(op, x, range.axis());
            if (range.step() < 0) {
                throw op.refused("turns an axis round");
            }
            x = into.along(op, new Slice(axis, range.begin(), range.end(), range.step()), x);
        }
        return x;
    }

    /** One index, or several that follow each other. */
    private static Value gather(OnnxOp op, Assembly into) {
        if (op.value(0) instanceof Known table) {
            return embedded(op, into, table);
        }
        Computed x = op.computed(0);
        int at = Targets.axis(op, op.integer("axis", 0), x.rank());
        int axis = into.axis(op, x, at);
        int extent = into.shape(x).dim(axis);
        HostTensor chosen = op.known(1).tensor();
        long[] indices =
                LongStream.of(chosen.longs()).map(i -> i < 0 ? i + extent : i).toArray();
        boolean run = indices.length > 0
                && chosen.shape().rank() <= 1
                && IntStream.range(0, indices.length).allMatch(i -> indices[i] == indices[0] + i);
        if (!run) {
            throw op.refused("picks indices that do not follow each other");
        }
        int begin = Math.toIntExact(indices[0]);
        Computed part = into.along(op, new Slice(axis, begin, begin + indices.length, 1), x);
        if (chosen.shape().rank() == 1) {
            return part;
        }
        long[] dims = into.dims(part);
        long[] left = IntStream.range(0, dims.length)
                .filter(i -> i != at)
                .mapToLong(i -> dims[i])
                .toArray();
        return into.reshape(op, part, left);
    }

    /** Token ids give rows of a table. */
    private static Value embedded(OnnxOp op, Assembly into, Known table) {
        Computed ids = op.computed(1);
        if (!into.isIds(ids)) {
            throw op.refused(
                    "looks up what the network computes; only token ids that the network reads can be looked up");
        }
        Shape shape = table.tensor().shape();
        if (shape.rank() != 2
                || Targets.axis(op, op.integer("axis", 0), 2) != 0
                || !table.tensor().dtype().isFloating()) {
            throw op.refused("looks ids up in " + table.tensor() + "; rows of a table of numbers are supported");
        }
        return into.add(op, new Embedding(), List.of(into.plain(op, ids)), Map.of(Embedding.TABLE, table));
    }

    private static Value pad(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        boolean zeros = !op.has(2) || op.known(2).scalar() == 0;
        if (!op.text("mode", "constant").equals("constant") || !zeros) {
            throw op.refused("pads with something else than zeros");
        }
        long @Nullable [] pads = op.longs(1, "pads");
        long @Nullable [] axes = op.longs(3, "axes");
        int count = axes == null ? x.rank() : axes.length;
        if (pads == null || pads.length != 2 * count) {
            throw op.refused("needs two pads for each of " + count + " axes");
        }
        for (int i = 0; i < count; i++) {
            if (pads[i] != 0 || pads[count + i] != 0) {
                int axis = into.axis(op, x, axes == null ? i : axes[i]);
                x = into.along(op, new Pad(axis, Math.toIntExact(pads[i]), Math.toIntExact(pads[count + i])), x);
            }
        }
        return x;
    }
}
