package io.apoptosis.cli.local;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.validate.Agreement;
import io.apoptosis.core.validate.LossChange;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import io.apoptosis.pipeline.validation.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Criteria against the truth, on one network and the same images, computed in this process. */
public final class Validation {
    private final TensorEngine engine;
    private final Candidate candidate;
    private final Progress progress;

    public Validation(TensorEngine engine, Candidate candidate, Progress progress) {
        this.engine = engine;
        this.candidate = candidate;
        this.progress = progress;
    }

    /** One agreement per criterion, in the order of their names. */
    public List<Agreement> of(List<String> criteria) {
        RunSpec spec = candidate.spec();
        ImportanceSpec importance = spec.importance();
        Network network = candidate.network();
        Set<String> skip =
                spec.prune() == null ? Set.of() : Set.copyOf(spec.prune().skip());
        List<Group> groups = Groups.of(network, skip);
        Map<String, double[]> truth = new LossChange(engine, network, groups)
                .over(
                        candidate.train(),
                        importance.batches() * importance.batchSize(),
                        importance.batchSize(),
                        progress);
        Reduction reduction = Reduction.named(importance.reduction());
        List<Agreement> agreements = new ArrayList<>();
        for (String name : criteria) {
            Criterion criterion = importance.toCriterion(name);
            Scores scores = criterion.scores(network, criterion.observe(calibration(name)));
            agreements.add(Agreement.of(name, groups, scores, reduction, truth));
        }
        return agreements;
    }

    /** Gates know no statistics of a batch: they keep running ones beside criteria that take the batch's. */
    private Calibration calibration(String criterion) {
        ImportanceSpec importance = candidate.spec().importance();
        boolean batch = importance.batchNorm().equals("batch")
                && !Set.of("gate", "apoptosis").contains(criterion);
        return new Calibration(
                engine.with(importance.products()),
                candidate.network(),
                candidate.train(),
                importance.batchSize(),
                0,
                importance.batches(),
                batch ? Normalization.BATCH : Normalization.RUNNING,
                DType.FLOAT32,
                candidate.spec().seed(),
                progress);
    }
}
