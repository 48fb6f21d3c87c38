package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which blocks may still go: a group keeps its share of the dense network's units, and no axis is ever emptied. */
final class Admission {
    private final Map<String, Integer> mayGo = new HashMap<>();
    private final Map<AxisRef, Integer> left = new HashMap<>();

    Admission(List<Group> dense, List<Group> current, double maxRatioPerGroup) {
        Map<String, Integer> denseUnits = new HashMap<>();
        dense.forEach(group -> denseUnits.put(group.name(), group.units().size()));
        for (Group group : current) {
            int before = denseUnits.getOrDefault(group.name(), group.units().size());
            int gone = before - group.units().size();
            mayGo.put(group.name(), (int) Math.floor(before * maxRatioPerGroup) - gone);
            for (Unit unit : group.units()) {
                unit.members().forEach((axis, indices) -> left.merge(axis, indices.length, Integer::sum));
            }
        }
    }

    /** Whether the block may go; if so it counts as gone. */
    boolean admit(Block block) {
        Map<AxisRef, Integer> losses = new HashMap<>();
        for (Unit unit : block.units()) {
            unit.members().forEach((axis, indices) -> losses.merge(axis, indices.length, Integer::sum));
        }
        int allowed = mayGo.getOrDefault(block.group(), 0);
        boolean empties =
                losses.entrySet().stream().anyMatch(loss -> left.getOrDefault(loss.getKey(), 0) <= loss.getValue());
        if (block.units().size() > allowed || empties) {
            return false;
        }
        mayGo.put(block.group(), allowed - block.units().size());
        losses.forEach((axis, count) -> left.merge(axis, -count, Integer::sum));
        return true;
    }
}
