package io.apoptosis.core.data;

import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples as a network takes them.
 *
 * @param input (N, C, H, W), floating; or whatever else the network reads, token ids (N, …) as integers
 * @param labels N class indices
 */
public record Batch(HostTensor input, int[] labels) {
    public Batch {
        if (input.shape().dim(0) != labels.length) {
            throw new IllegalArgumentException(
                    "a batch of " + input.shape().dim(0) + " samples has " + labels.length + " labels");
        }
    }

    public int size() {
        return labels.length;
    }

    /** Samples {@code from} to {@code to - 1}. */
    public Batch part(int from, int to) {
        int[] samples = IntStream.range(from, to).toArray();
        return new Batch(input.select(0, samples), Arrays.copyOfRange(labels, from, to));
    }
}
