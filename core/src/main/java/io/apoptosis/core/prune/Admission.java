package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which units may still go. Every axis of a group keeps its share of what the dense network had, and at least one index: so does the
 * group, and no stage of a residual stream is emptied for another's sake.
 */
final class Admission {
    private final Map<AxisRef, Integer> mayGo = new HashMap<>();

    Admission(List<Group> dense, List<Group> current, double maxRatioPerGroup) {
        Map<AxisRef, Integer> left = extents(units(current));
        extents(units(dense)).forEach((axis, before) -> {
            int now = left.getOrDefault(axis, 0);
            int share = (int) Math.floor(before * maxRatioPerGroup) - (before - now);
            mayGo.put(axis, Math.min(share, now - 1));
        });
    }

    /** Whether the units may go together; if so they count as gone. */
    boolean admit(Collection<Unit> units) {
        boolean may = admits(units);
        if (may) {
            extents(units).forEach((axis, count) -> mayGo.merge(axis, -count, Integer::sum));
        }
        return may;
    }

    /** Whether the units may go together. */
    boolean admits(Collection<Unit> units) {
        return extents(units).entrySet().stream()
                .allMatch(loss -> mayGo.getOrDefault(loss.getKey(), 0) >= loss.getValue());
    }

    private static List<Unit> units(List<Group> groups) {
        return groups.stream().flatMap(group -> group.units().stream()).toList();
    }

    /** How many indices of each axis the units take up. */
    private static Map<AxisRef, Integer> extents(Collection<Unit> units) {
        Map<AxisRef, Integer> extents = new HashMap<>();
        for (Unit unit : units) {
            unit.members().forEach((axis, indices) -> extents.merge(axis, indices.length, Integer::sum));
        }
        return extents;
    }
}
