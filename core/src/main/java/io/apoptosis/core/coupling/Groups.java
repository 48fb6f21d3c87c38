package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        List<Members> sets = free(links);
        DisjointSets together = new DisjointSets(links.axes().size());
        sets.forEach(members -> members.join(links, together));
        Map<Integer, List<Members>> groups = new TreeMap<>();
        sets.forEach(members -> groups.computeIfAbsent(together.find(members.anchor(links)), group -> new ArrayList<>())
                .add(members));
        return named(network, links, groups.values());
    }

    /** Sets of linked indices that touch no pinned axis, in the order of their first index. */
    private static List<Members> free(AxisLinks links) {
        BitSet fixed = new BitSet(links.size());
        for (AxisRef axis : links.pinned()) {
            int offset = links.offset(axis);
            int extent = links.extent(axis);
            for (int i = 0; i < extent; i++) {
                fixed.set(links.find(offset + i));
            }
        }
        @Nullable Members[] sets = new Members[links.size()];
        for (AxisRef axis : links.axes().stream().sorted().toList()) {
            int number = links.number(axis);
            int offset = links.offset(axis);
            int extent = links.extent(axis);
            for (int i = 0; i < extent; i++) {
                int set = links.find(offset + i);
                if (!fixed.get(set)) {
                    Members members = sets[set] == null ? new Members() : sets[set];
                    members.add(axis, number, i);
                    sets[set] = members;
                }
            }
        }
        // The smallest index represents its set, so that sets come as the graph has them.
        return Arrays.stream(sets).filter(Objects::nonNull).toList();
    }

    /** Groups without parameters (constants only) have nothing to prune. */
    private static List<Group> named(Network network, AxisLinks links, Collection<List<Members>> groups) {
        List<String> producers = network.graph().nodes().stream()
                .filter(node -> !node.parameters().isEmpty())
                .map(Node::name)
                .toList();
        int[] places = places(links, producers);
        List<Group> named = new ArrayList<>();
        for (List<Members> members : groups) {
            int place = producers.size();
            for (Members unit : members) {
                place = Math.min(place, unit.first(places));
            }
            if (place < producers.size()) {
                named.add(new Group(
                        producers.get(place),
                        members.stream().map(Members::unit).toList()));
            }
        }
        return List.copyOf(named);
    }

    /** For each axis the place of the producer whose value has it, or how many there are. */
    private static int[] places(AxisLinks links, List<String> producers) {
        Map<String, Integer> byName = new HashMap<>();
        producers.forEach(name -> byName.put(name, byName.size()));
        return links.axes().stream()
                .mapToInt(axis ->
                        axis.isParameter() ? producers.size() : byName.getOrDefault(axis.name(), producers.size()))
                .toArray();
    }

    /** One set of linked indices, by axis, in the order of axes. */
    private static final class Members {
        private final List<AxisRef> axes = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final List<int[]> indices = new ArrayList<>();

        /** Axes come in order, and an axis's indices one after the other. */
        void add(AxisRef axis, int number, int index) {
            int last = axes.size() - 1;
            if (last >= 0 && numbers.get(last) == number) {
                int[] longer = Arrays.copyOf(indices.get(last), indices.get(last).length + 1);
                longer[longer.length - 1] = index;
                indices.set(last, longer);
            } else {
                axes.add(axis);
                numbers.add(number);
                indices.add(new int[] {index});
            }
        }

        /**
         * Units that share an axis belong together, unless that axis only collects what several producers give: DenseNet's concatenated
         * features are as many groups as there are producers.
         */
        void join(AxisLinks links, DisjointSets together) {
            int anchor = anchor(links);
            boolean produced = links.isProduced(anchor);
            for (int number : numbers) {
                if (!produced || links.isProduced(number)) {
                    together.union(anchor, number);
                }
            }
        }

        /** An axis that the set's group is known by. */
        int anchor(AxisLinks links) {
            for (int number : numbers) {
                if (links.isProduced(number)) {
                    return number;
                }
            }
            return numbers.get(0);
        }

        /** The lowest place of its axes. */
        int first(int[] places) {
            int first = Integer.MAX_VALUE;
            for (int number : numbers) {
                first = Math.min(first, places[number]);
            }
            return first;
        }

        Unit unit() {
            Map<AxisRef, int[]> members = new LinkedHashMap<>(2 * axes.size());
            for (int i = 0; i < axes.size(); i++) {
                members.put(axes.get(i), indices.get(i));
            }
            return new Unit(members);
        }
    }
}
