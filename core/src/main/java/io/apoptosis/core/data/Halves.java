package io.apoptosis.core.data;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.OutOfMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes a batch that does not fit into memory in halves, and those in halves. Only for what no sample's neighbours have a part in, that is
 * not where a layer takes its statistics from the batch.
 */
public final class Halves {
    private Halves() {}

    /** How the results of two parts make that of both. */
    @FunctionalInterface
    public interface Merge<T> {
        /** @param share of the samples that are in the first part */
        T of(T first, double share, T second);
    }

    /** The batch at once where that fits. {@code whole} leaves nothing in memory when it fails. */
    public static <T> T of(Batch batch, Function<Batch, T> whole, Merge<T> merge) {
        try {
            return whole.apply(batch);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (batch.size() < 2 || !OutOfMemory.is(e)) {
                throw e;
            }
        }
        return each(batch, whole, merge);
    }

    /** As {@link #of} where it is known already that the batch, of two samples at least, does not fit. */
    public static <T> T each(Batch batch, Function<Batch, T> whole, Merge<T> merge) {
        int half = batch.size() / 2;
        T first = of(batch.part(0, half), whole, merge);
        T second = of(batch.part(half, batch.size()), whole, merge);
        return merge.of(first, (double) half / batch.size(), second);
    }

    /** The mean over all samples, in float64, of tensors that are means over the samples of their part. */
    public static Map<String, HostTensor> mean(
            Map<String, HostTensor> first, double share, Map<String, HostTensor> second) {
        Map<String, HostTensor> mean = new LinkedHashMap<>();
        first.forEach((name, tensor) -> mean.put(name, mix(tensor, share, second.getOrDefault(name, tensor))));
        return mean;
    }

    private static HostTensor mix(HostTensor one, double share, HostTensor other) {
        double[] mixed = one.doubles().clone();
        double[] rest = other.doubles();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * mixed[i] + (1 - share) * rest[i];
        }
        return HostTensor.of(one.shape(), mixed);
    }
}
