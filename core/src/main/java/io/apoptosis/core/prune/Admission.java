package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which blocks may still go. Every axis of a group keeps its share of what the dense network had, and at least one index: so does the
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

    /** Whether the block may go; if so it counts as gone. */
    boolean admit(Block block) {
        Map<AxisRef, Integer> losses = extents(block.units());
        boolean tooMuch =
                losses.entrySet().stream().anyMatch(loss -> mayGo.getOrDefault(loss.getKey(), 0) < loss.getValue());
        if (!tooMuch) {
            losses.forEach((axis, count) -> mayGo.merge(axis, -count, Integer::sum));
        }
        return !tooMuch;
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
