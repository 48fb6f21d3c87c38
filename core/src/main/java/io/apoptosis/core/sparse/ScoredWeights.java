package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.ElementCriterion;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Single weights ranked by what an element criterion says of each: all tensors under one threshold. A shard ships a float64 sum per weight, 8
 * bytes each: 2 MB for ResNet-20, 200 MB for ResNet-50.
 */
record ScoredWeights(ElementCriterion criterion, ScoreNormalization normalization, boolean magnitude)
        implements SparseCriterion {
    @Override
    public ShardSums observe(Calibration calibration) {
        ElementScores scores = criterion.score(calibration);
        SortedMap<String, HostTensor> sums = new TreeMap<>(scores.sums());
        sums.keySet().retainAll(SparseWeights.of(calibration.network()).layers().keySet());
        return new ShardSums(sums, scores.batches());
    }

    @Override
    public Sparse prune(Network network, ShardSums total, SparseWeights removable, double sparsity) {
        Map<String, HostTensor> means = new LinkedHashMap<>();
        total.sums().forEach((name, sum) -> means.put(name, sum.map(value -> value / total.batches())));
        WeightScores scores = WeightScores.of(network, means, removable, normalization, magnitude);
        Masks masks = GlobalThreshold.masks(network, scores, sparsity);
        return new Sparse(masks.apply(network), masks);
    }
}
