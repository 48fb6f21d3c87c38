package io.apoptosis.pipeline.spec;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import io.apoptosis.pipeline.spec.RunSpec.RepairSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways to prune one network, to be compared: examples/compare-*.yaml, schema in comparison-spec.schema.json, read by
 * {@link ComparisonSpecs}. Every criterion meets every target, repair, fine-tuning and seed.
 *
 * @param base what all runs share; it has a prune part
 * @param inTurn the targets are reached one after the other by one run, fine-tuned after each, instead of by one run each
 */
public record ComparisonSpec(
        String name,
        RunSpec base,
        List<Contender> criteria,
        Target targets,
        boolean inTurn,
        List<Remedy> repairs,
        List<Training> finetunings,
        List<Long> seeds) {

    /** A criterion with its choices, and what the tables call it. */
    public record Contender(String label, ImportanceSpec importance) {}

    /** @param repair null for none */
    public record Remedy(String label, @Nullable RepairSpec repair) {}

    /** @param finetune null for none */
    public record Training(String label, @Nullable FinetuneSpec finetune) {}

    public ComparisonSpec {
        requireNonNull(base.prune(), "the base of a comparison has a prune part");
        criteria = List.copyOf(criteria);
        repairs = List.copyOf(repairs);
        finetunings = List.copyOf(finetunings);
        seeds = List.copyOf(seeds);
    }

    /** The same comparison of a network and data that lie elsewhere, for example after an upload. */
    public ComparisonSpec withBase(RunSpec newBase) {
        return new ComparisonSpec(name, newBase, criteria, targets, inTurn, repairs, finetunings, seeds);
    }
}
