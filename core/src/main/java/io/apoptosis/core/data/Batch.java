package io.apoptosis.core.data;

import io.apoptosis.core.tensor.HostTensor;

/**
 * Samples as a network takes them.
 *
 * @param input (N, C, H, W), floating
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
}
