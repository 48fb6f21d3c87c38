package io.apoptosis.cli.local;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Oba;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.Taylor;
import io.apoptosis.core.importance.UnitScores;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import io.apoptosis.pipeline.validation.Candidate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Scores of a specification's network as tensors, computed in this process. */
public final class Scoring {
    private final RunSpec spec;
    private final Network network;
    private final Calibration calibration;

    public Scoring(TensorEngine engine, Candidate candidate, DType precision, Progress progress) {
        this.spec = candidate.spec();
        this.network = candidate.network();
        ImportanceSpec importance = spec.importance();
        this.calibration = new Calibration(
                engine.with(importance.products()),
                network,
                candidate.train(),
                importance.batchSize(),
                0,
                importance.batches(),
                importance.batchNorm().equals("batch") ? Normalization.BATCH : Normalization.RUNNING,
                precision,
                spec.seed(),
                progress);
    }

    /** {@code group.NAME}: one score per unit of each coupled group, reduced and normalized as the specification says. */
    public Map<String, HostTensor> groups() {
        Criterion criterion = spec.importance().toCriterion();
        return groups(criterion.scores(network, criterion.observe(calibration)));
    }

    /**
     * {@code T1.NAME}, the first-order, and {@code T2.NAME}, the second-order term of every element, averaged over the batches; then the
     * groups' scores.
     */
    public Map<String, HostTensor> perParameter() {
        ElementScores first = new Taylor().score(calibration);
        ElementScores second = new Oba(Expansion.of(Terms.SECOND)).score(calibration);
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        first.sums().forEach((name, sum) -> tensors.put("T1." + name, mean(sum, first.batches())));
        second.sums().forEach((name, sum) -> tensors.put("T2." + name, mean(sum, second.batches())));
        tensors.putAll(groups());
        return tensors;
    }

    private Map<String, HostTensor> groups(Scores scores) {
        UnitScores unitScores = new UnitScores(
                Reduction.named(spec.importance().reduction()),
                ScoreNormalization.named(spec.importance().normalization()));
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (Group group : Groups.of(network, Set.of())) {
            double[] values = unitScores.of(group, scores);
            tensors.put("group." + group.name(), HostTensor.of(Shape.of(values.length), values));
        }
        return tensors;
    }

    private static HostTensor mean(HostTensor sum, int batches) {
        return HostTensor.of(
                sum.shape(),
                Arrays.stream(sum.doubles()).map(value -> value / batches).toArray());
    }
}
