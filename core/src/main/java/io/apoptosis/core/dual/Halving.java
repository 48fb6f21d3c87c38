package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.OutOfMemory;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes a batch that does not fit into memory in halves, and those in halves. v is linear in the mean loss, so that the mean over samples of
 * both is v of the whole, up to rounding; only where samples do not see each other, that is not with the batch's own statistics.
 */
final class Halving implements ScoreVector {
    private final ScoreVector whole;

    Halving(ScoreVector whole) {
        this.whole = whole;
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        try (Scope attempt = scope.child()) {
            return whole.of(attempt, weights, images, labels);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (labels.length < 2 || !OutOfMemory.is(e)) {
                throw e;
            }
        }
        int half = labels.length / 2;
        Map<String, HostTensor> first = part(scope, weights, images, labels, 0, half);
        Map<String, HostTensor> second = part(scope, weights, images, labels, half, labels.length);
        Map<String, HostTensor> mean = new LinkedHashMap<>();
        double share = (double) half / labels.length;
        first.forEach((name, v) -> mean.put(name, mix(v, share, second.getOrDefault(name, v))));
        return mean;
    }

    private Map<String, HostTensor> part(
            Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels, int from, int to) {
        int[] samples = IntStream.range(from, to).toArray();
        int[] theirs = IntStream.of(samples).map(sample -> labels[sample]).toArray();
        return of(scope, weights, images.select(0, samples), theirs);
    }

    /** In float64, whatever the parts are in. */
    private static HostTensor mix(HostTensor one, double share, HostTensor other) {
        double[] mixed = one.doubles().clone();
        double[] rest = other.doubles();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * mixed[i] + (1 - share) * rest[i];
        }
        return HostTensor.of(one.shape(), mixed);
    }
}
