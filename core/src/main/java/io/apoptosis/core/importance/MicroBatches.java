package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Execution.Normalization;

/**
 * How many calibration batches one pass takes. Where no image's neighbours have a part in its gradient, the mean over the images of k batches is
 * the mean of the batches' means, so that sums are the same up to rounding; and a pass over a few images takes nearly as long as one over many. How many
 * depends on nothing but the network and the batches: a shard is the same whoever computes it.
 */
final class MicroBatches {
    /** For the values of all layers, each counted once: what 64 images of ResNet-32 have. A dual pass keeps some more than these. */
    private static final long BUDGET = 256L << 20;
    /** Beyond, a pass gains nothing, and a cancelled task would have to wait for it. */
    private static final int MOST_IMAGES = 256;

    private MicroBatches() {}

    /** At least 1; 1 where batches have their own statistics. */
    static int together(Calibration calibration) {
        if (calibration.batchNorm() != Normalization.RUNNING) {
            return 1;
        }
        long image = valuesOfOneImage(calibration.network())
                * calibration.precision().bytes();
        long images = Math.min(MOST_IMAGES, BUDGET / image);
        return (int) Math.max(1, images / calibration.batchSize());
    }

    private static long valuesOfOneImage(Network network) {
        ShapeInference shapes = ShapeInference.of(network);
        long values = 0;
        for (Node node : network.graph().nodes()) {
            values += shapes.value(node.name()).size();
        }
        return values;
    }
}
