package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import java.util.Collection;
import java.util.List;

/** What a selection chooses from: the units that may go, and what is to be reached. */
final class Candidates {
    private final Network network;
    private final Pruning pruning;
    private final List<Group> denseGroups;
    private final List<Group> groups;
    private final ShapeInference shapes;
    private final int units;
    private final double whole;

    Candidates(Network dense, Network network, Pruning pruning) {
        this.network = network;
        this.pruning = pruning;
        this.denseGroups = Groups.of(dense, pruning.skip());
        this.groups = Groups.of(network, pruning.skip());
        this.shapes = ShapeInference.of(network);
        this.units = count(groups);
        this.whole = pruning.latency() != null
                ? pruning.latency().milliseconds(dense.graph(), ShapeInference.of(dense))
                : measure(pruning.measure(), Cost.of(dense), count(denseGroups));
    }

    Network network() {
        return network;
    }

    Pruning pruning() {
        return pruning;
    }

    List<Group> groups() {
        return groups;
    }

    Admission admission() {
        return new Admission(denseGroups, groups, pruning.maxRatioPerGroup());
    }

    boolean meetsTarget(Collection<Unit> gone) {
        return left(pruning.measure(), gone) <= pruning.ratio() * whole;
    }

    /** What is left of {@code measure} without these units. */
    double left(Measure measure, Collection<Unit> gone) {
        if (measure == Measure.LATENCY && pruning.latency() != null) {
            return Cut.milliseconds(network, shapes, gone, pruning.latency());
        }
        return measure(measure, Cut.cost(network, shapes, gone), units - gone.size());
    }

    UnreachableTarget unreachable(Collection<Unit> most) {
        return new UnreachableTarget(pruning, left(pruning.measure(), most) / whole);
    }

    private static double measure(Measure measure, Cost cost, int units) {
        return switch (measure) {
            case MACS, LATENCY -> cost.macs();
            case PARAMETERS -> cost.parameters();
            case CHANNELS -> units;
        };
    }

    private static int count(List<Group> groups) {
        return groups.stream().mapToInt(group -> group.units().size()).sum();
    }
}
