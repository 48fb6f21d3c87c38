package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        FreeSets sets = new FreeSets(links);
        DisjointSets together = new DisjointSets(links.axes().count());
        for (int set = 0; set < sets.count(); set++) {
            sets.join(set, together);
        }
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int set = 0; set < sets.count(); set++) {
            groups.computeIfAbsent(together.find(sets.anchor(set)), group -> new ArrayList<>())
                    .add(set);
        }
        return named(links.axes(), sets, groups.values());
    }

    /** Groups without parameters (constants only) have nothing to prune. */
    private static List<Group> named(Axes axes, FreeSets sets, Collection<List<Integer>> groups) {
        List<NodeAxes> producers = axes.nodes().stream()
                .filter(node -> !node.parameters().isEmpty())
                .toList();
        int[] places = places(axes, producers);
        List<Group> named = new ArrayList<>();
        for (List<Integer> members : groups) {
            int place = producers.size();
            for (int set : members) {
                place = Math.min(place, sets.first(set, places));
            }
            if (place < producers.size()) {
                named.add(new Group(
                        producers.get(place).node().name(),
                        members.stream().map(sets::unit).toList()));
            }
        }
        return List.copyOf(named);
    }

    /** For each axis the place of the producer whose value has it, or how many there are. */
    private static int[] places(Axes axes, List<NodeAxes> producers) {
        int[] places = new int[axes.count()];
        Arrays.fill(places, producers.size());
        for (int place = 0; place < producers.size(); place++) {
            NodeAxes.Span given = producers.get(place).given();
            Arrays.fill(places, given.first(), given.first() + given.rank(), place);
        }
        return places;
    }
}
