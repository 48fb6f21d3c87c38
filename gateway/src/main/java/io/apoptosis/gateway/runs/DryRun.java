package io.apoptosis.gateway.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.pipeline.run.Schedule;
import io.apoptosis.pipeline.run.StepPlan;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.validation.Candidate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a specification would do, without doing it.
 *
 * @param macs of the dense network, per image
 * @param parameters of the dense network
 * @param groups coupled groups that may be pruned
 * @param channels prunable units in them, each with all that is coupled to it
 * @param weights single weights that may be pruned; null where whole channels are
 * @param unit of the target: macs, parameters, channels, latency or sparsity; null where nothing is pruned
 * @param ratios of the dense network after each step, in the target's unit; a sparsity is what is gone
 * @param coupled each of the groups
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRun(
        long macs,
        long parameters,
        int groups,
        int channels,
        @Nullable Integer weights,
        @Nullable String unit,
        List<Double> ratios,
        List<Coupled> coupled) {

    /**
     * Channels that can only go together.
     *
     * @param layers whose output channels they are, in the network's order
     */
    public record Coupled(String name, int channels, List<String> layers) {
        static Coupled of(Group group, List<Layer> layers) {
            return new Coupled(
                    group.name(),
                    group.units().size(),
                    layers.stream()
                            .filter(layer -> group.name().equals(layer.group()))
                            .map(Layer::name)
                            .toList());
        }
    }

    static DryRun of(Candidate candidate) {
        PruneSpec prune = candidate.spec().prune();
        List<Group> groups = Groups.of(candidate.network(), prune == null ? Set.of() : Set.copyOf(prune.skip()));
        List<Layer> layers = Layer.of(candidate.network(), groups);
        Cost cost = Cost.of(candidate.network());
        return new DryRun(
                cost.macs(),
                cost.parameters(),
                groups.size(),
                groups.stream().mapToInt(group -> group.units().size()).sum(),
                prune == null || !prune.sparse() ? null : weights(candidate.network(), prune),
                prune == null ? null : prune.target().unit(),
                Schedule.of(candidate.spec()).stream()
                        .map(StepPlan::targetRatio)
                        .toList(),
                groups.stream().map(group -> Coupled.of(group, layers)).toList());
    }

    private static int weights(Network network, PruneSpec prune) {
        return SparseWeights.of(network).without(prune.skip(), network).count(network);
    }
}
