package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The units of a group that touch the same axes and are still there: one is worth as much compute as another. */
final class Kind {
    /** A unit, its gate and its place in its group. */
    record Member(Unit unit, int gate, int index) {}

    private final String group;
    private final Set<String> tensors;
    private final List<Member> left;

    private Kind(String group, Set<AxisRef> axes, List<Member> members) {
        this.group = group;
        this.tensors = axes.stream().map(AxisRef::name).collect(Collectors.toUnmodifiableSet());
        this.left = members;
    }

    static List<Kind> of(Group group, ToIntFunction<Unit> gates) {
        Map<Set<AxisRef>, List<Member>> alike = new LinkedHashMap<>();
        for (int i = 0; i < group.units().size(); i++) {
            Unit unit = group.units().get(i);
            alike.computeIfAbsent(unit.members().keySet(), a -> new ArrayList<>())
                    .add(new Member(unit, gates.applyAsInt(unit), i));
        }
        List<Kind> kinds = new ArrayList<>();
        alike.forEach((axes, members) -> kinds.add(new Kind(group.name(), axes, members)));
        return kinds;
    }

    String group() {
        return group;
    }

    /** Whether cutting the one changes what a unit of the other is worth. */
    boolean touches(Kind other) {
        return tensors.stream().anyMatch(other.tensors::contains);
    }

    /** How many go at once so that a multiple of {@code roundTo} stays. */
    int step(int roundTo) {
        return left.size() % roundTo == 0 ? roundTo : left.size() % roundTo;
    }

    List<Member> left() {
        return left;
    }

    /** The cheapest, the first of equals. */
    Member cheapest(Surgeon surgeon) {
        return left.stream()
                .min(Comparator.comparingDouble(member -> surgeon.cost(member.gate())))
                .orElseThrow();
    }
}
