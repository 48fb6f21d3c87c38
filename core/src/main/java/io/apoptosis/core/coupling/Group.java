package io.apoptosis.core.coupling;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Units that share axes (DepGraph's coupled group): the inner channels of a block, all channels along a residual stream. Scores are
 * normalized within a group, and a group never loses all its units.
 *
 * @param name the first node whose output channels it governs, for example {@code layer1.0.conv1}
 */
public record Group(String name, List<Unit> units) {
    public Group {
        units = List.copyOf(units);
    }

    /** All axes any unit touches. */
    public SortedSet<AxisRef> axes() {
        Set<AxisRef> axes = new HashSet<>();
        units.forEach(unit -> axes.addAll(unit.members().keySet()));
        return new TreeSet<>(axes);
    }
}
