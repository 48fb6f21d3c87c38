package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.ElementCriterion;
import io.apoptosis.core.importance.ShardSums;
import java.util.List;

/**
 * Says which single weights go, in two halves as a {@link Criterion} does for units: statistics that add up over batches, and a pure
 * function of their total.
 */
public interface SparseCriterion {
    String CHITA = "chita";

    /** The paper's name for {@link #CHITA} in several stages: the same criterion; a specification that names it has several steps. */
    String CHITA_IN_STAGES = "chita++";

    List<String> NAMES = List.of(CHITA, CHITA_IN_STAGES, "oba", "obd", "random", "taylor", "weight");

    /** By either of its names. */
    static boolean isChita(String name) {
        return name.equals(CHITA) || name.equals(CHITA_IN_STAGES);
    }

    /** Statistics over the calibration's batches, summed, so that those of two ranges add up to those of both. */
    ShardSums observe(Calibration calibration);

    /**
     * The network with zeros where weights went.
     *
     * @param network the one that was observed; what an earlier step has removed is zero in it
     * @param total merged over all shards
     * @param removable weights that may go
     * @param sparsity share of all weights of convolutions and linear layers that are zero afterwards
     */
    Sparse prune(Network network, ShardSums total, SparseWeights removable, double sparsity);

    /** @throws IllegalArgumentException for a name that is not in {@link #NAMES} */
    static SparseCriterion named(String name, SparseOptions options) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "%s ranks no single weights; known: %s".formatted(name, String.join(", ", NAMES)));
        }
        return isChita(name)
                ? new Chita(options.ridge(), options.blockSize())
                : new ScoredWeights(
                        (ElementCriterion) Criterion.named(name, options.criterion()),
                        options.normalization(),
                        options.magnitude());
    }
}
