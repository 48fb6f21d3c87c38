package io.apoptosis.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which samples go into which batch. The last batch holds what is left over. */
public final class BatchOrder {
    private BatchOrder() {}

    /** In file order. */
    public static List<int[]> sequential(int size, int batchSize) {
        return cut(IntStream.range(0, size).toArray(), batchSize);
    }

    /** A permutation that depends on size, seed and epoch only. */
    public static List<int[]> shuffled(int size, int batchSize, long seed, int epoch) {
        int[] order = IntStream.range(0, size).toArray();
        Random random = Seeds.stream(seed, epoch);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return cut(order, batchSize);
    }

    private static List<int[]> cut(int[] order, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least 1 sample, not " + batchSize);
        }
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.length; from += batchSize) {
            batches.add(Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)));
        }
        return batches;
    }
}
