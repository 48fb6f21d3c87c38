package io.apoptosis.core.importance;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.stream.IntStream;

/**
 * What a criterion may look at: the network and a contiguous range of calibration batches. Batch b is the images
 * [b * batchSize, (b+1) * batchSize) in file order, so that a shard is the same whoever computes it.
 *
 * @param fromBatch first batch, inclusive
 * @param toBatch last batch, exclusive
 */
public record Calibration(
        TensorEngine engine,
        Network network,
        ImageSet images,
        int batchSize,
        int fromBatch,
        int toBatch,
        Normalization batchNorm,
        DType precision,
        long seed,
        Progress progress) {

    /** The range's batches in order, images and labels, each prepared while the one before is worked on. */
    public Prefetched ahead() {
        return ahead(1);
    }

    /** The same images, so many batches at once; of the last ones maybe fewer. */
    Prefetched ahead(int together) {
        int passes = (batches() + together - 1) / together;
        return new Prefetched(0, passes, pass -> {
            int first = fromBatch + pass * together;
            return batches(first, Math.min(first + together, toBatch));
        });
    }

    /** The images of one batch and their labels. */
    public Batch batch(int number) {
        return batches(number, number + 1);
    }

    private Batch batches(int from, int to) {
        return images.batch(IntStream.range(from * batchSize, to * batchSize).toArray());
    }

    public int batches() {
        return toBatch - fromBatch;
    }
}
