package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The Fisher matrix of one group of a layer as S ⊗ A (Grosse and Martens, 2016): A (width x width) the mean over images of the sum over places
 * of a a^T, a patch and 1 where there is a bias; S (outputs x outputs) the mean over images and places of g g^T.
 */
record KroneckerFactors(DMatrixRMaj activations, DMatrixRMaj gradients) {
    /** Of every group of a layer, from the totals of all shards. */
    static List<KroneckerFactors> of(Layer layer, ShardSums total) {
        List<DMatrixRMaj> activations = matrices(total, activationsOf(layer));
        List<DMatrixRMaj> gradients = matrices(total, gradientsOf(layer));
        List<KroneckerFactors> factors = new ArrayList<>();
        for (int group = 0; group < activations.size(); group++) {
            factors.add(new KroneckerFactors(activations.get(group), gradients.get(group)));
        }
        return factors;
    }

    /** Name of the sums (groups, width, width) in a shard. */
    static String activationsOf(Layer layer) {
        return "activations." + layer.name();
    }

    /** Name of the sums (groups, outputs, outputs) in a shard. */
    static String gradientsOf(Layer layer) {
        return "gradients." + layer.name();
    }

    private static List<DMatrixRMaj> matrices(ShardSums total, String name) {
        HostTensor sums = total.sums().get(name);
        if (sums == null) {
            throw new IllegalArgumentException(
                    "the shards have no " + name + ": they were scored by another criterion");
        }
        int size = sums.shape().dim(1);
        double[] means =
                Arrays.stream(sums.doubles()).map(sum -> sum / total.batches()).toArray();
        List<DMatrixRMaj> matrices = new ArrayList<>();
        for (int from = 0; from < means.length; from += size * size) {
            matrices.add(new DMatrixRMaj(size, size, true, Arrays.copyOfRange(means, from, from + size * size)));
        }
        return matrices;
    }
}
