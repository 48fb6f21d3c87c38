package io.apoptosis.gateway.runs;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.pipeline.run.Schedule;
import io.apoptosis.pipeline.run.StepPlan;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.validation.Candidate;
import java.util.List;
import java.util.Set;

/**
 * What a specification would do, without doing it.
 *
 * @param macs of the dense network, per image
 * @param parameters of the dense network
 * @param groups coupled groups that may be pruned
 * @param channels prunable units in them, each with all that is coupled to it
 * @param ratios of the dense network after each step, in the target's unit
 */
public record DryRun(long macs, long parameters, int groups, int channels, List<Double> ratios) {

    static DryRun of(Candidate candidate) {
        PruneSpec prune = candidate.spec().prune();
        List<Group> groups = Groups.of(candidate.network(), prune == null ? Set.of() : Set.copyOf(prune.skip()));
        Cost cost = Cost.of(candidate.network());
        return new DryRun(
                cost.macs(),
                cost.parameters(),
                groups.size(),
                groups.stream().mapToInt(group -> group.units().size()).sum(),
                Schedule.of(candidate.spec()).stream()
                        .map(StepPlan::targetRatio)
                        .toList());
    }
}
