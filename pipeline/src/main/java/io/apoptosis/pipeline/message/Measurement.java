package io.apoptosis.pipeline.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a network scores on the test set and costs. Accuracy in 0..1, loss = mean cross entropy, macs per image.
 *
 * @param sparsity share of the weights of convolutions and linear layers that are zero; null where whole channels are pruned
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
        double accuracy,
        double loss,
        long macs,
        long parameters,
        @Nullable Double sparsity) {

    /** Of a network without single weights to count. */
    public Measurement(double accuracy, double loss, long macs, long parameters) {
        this(accuracy, loss, macs, parameters, null);
    }
}
