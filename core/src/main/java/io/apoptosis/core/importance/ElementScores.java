package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signed score of every trainable element, summed over batches.
 *
 * @param sums by parameter name, float64, in the parameters' shapes
 */
public record ElementScores(Map<String, HostTensor> sums, int batches) {
    public ElementScores {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }
}
