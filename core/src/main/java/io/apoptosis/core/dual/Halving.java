package io.apoptosis.core.dual;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Halves;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/**
 * Takes a batch that does not fit into memory in {@link Halves}. What is taken is linear in the mean loss, so that the mean over samples of both
 * is that of the whole, up to rounding; not with the batch's own statistics.
 */
final class Halving implements BatchMeans {
    private final BatchMeans whole;

    Halving(BatchMeans whole) {
        this.whole = whole;
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        return Halves.of(new Batch(images, labels), part -> at(scope, weights, part), Halves::mean);
    }

    private Map<String, HostTensor> at(Scope scope, Map<String, Tensor> weights, Batch part) {
        try (Scope attempt = scope.child()) {
            return whole.of(attempt, weights, part.input(), part.labels());
        }
    }
}
