package io.apoptosis.core.data;

import io.apoptosis.core.tensor.HostTensor;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The usual CIFAR augmentation: {@code crop} shifts an image by up to 4 pixels each way, what comes in being 0 (the mean colour once
 * normalized); {@code flip} mirrors it left to right half of the time. What happens to a sample depends on seed, epoch and the
 * sample's index only, never on how batches are cut.
 */
public record Augmentation(Set<String> kinds, long seed) {
    /** What {@link #kinds} may hold. */
    public static final Set<String> KINDS = Set.of("crop", "flip");

    private static final int PADDING = 4;
    /** (N, C, H, W). */
    private static final int RANK = 4;

    public Augmentation {
        kinds = Set.copyOf(kinds);
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException(
                        "unknown augmentation '" + kind + "'; there are " + new TreeSet<>(KINDS));
            }
        }
    }

    /**
     * An augmented copy of {@code batch}, in float32; samples that are no images stay as they are.
     *
     * @param indices the data set's index of each sample
     */
    public Batch apply(Batch batch, int[] indices, int epoch) {
        if (kinds.isEmpty() || batch.input().shape().rank() != RANK) {
            return batch;
        }
        if (indices.length != batch.size()) {
            throw new IllegalArgumentException(indices.length + " indices for a batch of " + batch.size());
        }
        float[] from = batch.input().floats();
        float[] to = new float[from.length];
        int[] nchw = batch.input().shape().dims();
        for (int n = 0; n < indices.length; n++) {
            // Drawn in this order whatever the kinds: turning one off does not change the other.
            Random random = Seeds.stream(seed, epoch, indices[n]);
            int down = random.nextInt(2 * PADDING + 1) - PADDING;
            int right = random.nextInt(2 * PADDING + 1) - PADDING;
            boolean mirror = random.nextBoolean() && kinds.contains("flip");
            boolean crop = kinds.contains("crop");
            Move move = new Move(crop ? down : 0, crop ? right : 0, mirror, nchw[2], nchw[3]);
            for (int c = 0; c < nchw[1]; c++) {
                move.plane(from, to, (n * nchw[1] + c) * nchw[2] * nchw[3]);
            }
        }
        return new Batch(HostTensor.of(batch.input().shape(), to), batch.labels());
    }

    /** Where the pixels of one image go. */
    private record Move(int down, int right, boolean mirror, int height, int width) {
        void plane(float[] from, float[] to, int at) {
            for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
                for (int x = Math.max(0, right); x < Math.min(width, width + right); x++) {
                    int column = mirror ? width - 1 - x : x;
                    to[at + y * width + column] = from[at + (y - down) * width + x - right];
                }
            }
        }
    }
}
