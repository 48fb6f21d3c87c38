package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds a network's coupled groups: connected sets of axis indices, pinned ones left out. */
public final class Groups {
    private Groups() {}

    /**
     * @param skip layers and sides of layers that are not to be pruned, as {@link Skip} reads them
     * @return groups in the order in which their first producer stands in the graph
     */
    public static List<Group> of(Network network, Set<String> skip) {
        AxisLinks links = new AxisLinks(network);
        for (String text : skip) {
            List<String> kept = Skip.of(text, network.graph()).values(network.graph());
            if (kept.isEmpty()) {
                throw new IllegalArgumentException("no layer called " + text + ", which is to be skipped");
            }
            kept.forEach(links::pin);
        }
        List<AxisRef> axes = links.axes();
        Collection<SortedMap<Integer, List<Integer>>> sets =
                collect(links, axes).values();
        DisjointSets together = new DisjointSets(axes.size());
        for (SortedMap<Integer, ?> members : sets) {
            List<Integer> joining = joining(links, axes, members.keySet());
            joining.forEach(axis -> together.union(joining.get(0), axis));
        }
        Map<Integer, List<Unit>> units = new LinkedHashMap<>();
        for (SortedMap<Integer, List<Integer>> members : sets) {
            int group = together.find(joining(links, axes, members.keySet()).get(0));
            units.computeIfAbsent(group, g -> new ArrayList<>()).add(unit(members, axes));
        }
        return named(network, units.values());
    }

    /**
     * Units that share an axis belong together, unless that axis only collects what several producers give: DenseNet's concatenated
     * features are as many groups as there are producers.
     */
    private static List<Integer> joining(AxisLinks links, List<AxisRef> axes, Set<Integer> members) {
        List<Integer> produced = members.stream()
                .filter(number -> links.isProduced(axes.get(number)))
                .toList();
        return produced.isEmpty() ? List.copyOf(members) : produced;
    }

    /** Sets of linked indices that touch no pinned axis, by representative: number of an axis in {@code axes} to indices there. */
    private static Map<Integer, SortedMap<Integer, List<Integer>>> collect(AxisLinks links, List<AxisRef> axes) {
        Set<Integer> fixed = new HashSet<>();
        for (AxisRef axis : links.pinned()) {
            for (int i = 0; i < links.extent(axis); i++) {
                fixed.add(links.find(axis, i));
            }
        }
        Map<Integer, SortedMap<Integer, List<Integer>>> sets = new LinkedHashMap<>();
        for (int number = 0; number < axes.size(); number++) {
            AxisRef axis = axes.get(number);
            for (int i = 0; i < links.extent(axis); i++) {
                int set = links.find(axis, i);
                if (!fixed.contains(set)) {
                    sets.computeIfAbsent(set, s -> new TreeMap<>())
                            .computeIfAbsent(number, a -> new ArrayList<>())
                            .add(i);
                }
            }
        }
        return sets;
    }

    private static Unit unit(Map<Integer, List<Integer>> members, List<AxisRef> axes) {
        SortedMap<AxisRef, int[]> indices = new TreeMap<>();
        members.forEach((axis, list) -> indices.put(
                axes.get(axis), list.stream().mapToInt(Integer::intValue).toArray()));
        return new Unit(indices);
    }

    /** Groups without parameters (constants only) have nothing to prune. */
    private static List<Group> named(Network network, Collection<List<Unit>> units) {
        List<Group> groups = new ArrayList<>();
        for (List<Unit> members : units) {
            SortedSet<AxisRef> axes = new Group("", members).axes();
            network.graph().nodes().stream()
                    .filter(node -> produces(node, axes))
                    .map(Node::name)
                    .findFirst()
                    .ifPresent(name -> groups.add(new Group(name, members)));
        }
        return List.copyOf(groups);
    }

    private static boolean produces(Node node, SortedSet<AxisRef> axes) {
        return !node.parameters().isEmpty()
                && axes.stream()
                        .anyMatch(axis ->
                                axis.kind() == AxisRef.Kind.VALUE && axis.name().equals(node.name()));
    }
}
