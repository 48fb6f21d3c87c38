package io.apoptosis.pipeline.validation;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.prune.UnreachableTarget;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lowest target is above what is left when all has gone that may: tried by cutting to it by the weights' magnitude; a latency only measuring can tell. */
final class TargetReachable implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        RunSpec spec = candidate.spec();
        PruneSpec prune = spec.prune();
        if (prune != null && prune.sparse()) {
            return sparse(candidate.network(), prune);
        }
        if (prune == null || Measure.named(prune.target().unit()) == Measure.LATENCY) {
            return List.of();
        }
        Pruning pruning = new Pruning(
                Measure.named(prune.target().unit()),
                Collections.min(prune.target().ratios()),
                prune.maxRatioPerGroup(),
                Math.max(1, prune.roundTo()),
                new HashSet<>(prune.skip()),
                Reduction.named(spec.importance().reduction()),
                ScoreNormalization.named(spec.importance().normalization()));
        try {
            Pruner.prune(candidate.network(), candidate.network(), magnitudes(candidate.network()), pruning);
            return List.of();
        } catch (UnreachableTarget unreachable) {
            String path = "$.prune.target." + prune.target().unit();
            return List.of(new Problem(path, String.valueOf(unreachable.getMessage())));
        }
    }

    private static List<Problem> sparse(Network network, PruneSpec prune) {
        SparseWeights all = SparseWeights.of(network);
        double most = (double) all.without(prune.skip(), network).count(network) / all.count(network);
        double wanted = Collections.max(prune.target().ratios());
        return wanted <= most
                ? List.of()
                : List.of(new Problem(
                        "$.prune.target.sparsity",
                        "%s is out of reach: with the skipped layers as they are at most %.4f of the weights can go; skip fewer"
                                .formatted(wanted, most)));
    }

    private static AxisScores magnitudes(Network network) {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        network.graph().trainable().forEach(name -> weights.put(name, network.weight(name)));
        return AxisScores.of(network, new ElementScores(weights, 1));
    }
}
