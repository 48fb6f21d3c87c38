package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Units of one group that go in one piece so that what is left stays a multiple of {@code roundTo}; with {@code roundTo} 1, one unit.
 *
 * @param score mean of the units' scores
 */
record Block(String group, List<Unit> units, double score) {

    /** Ascending by score; ties in the order of groups and units, so that the same scores always give the same cut. */
    static final Comparator<Block> WEAKEST_FIRST = Comparator.comparingDouble(Block::score);

    /** Cuts a group into blocks among units that touch the same axes, weakest first; units left over at the strong end stay. */
    static List<Block> of(Group group, double[] scores, int roundTo) {
        List<Unit> units = group.units();
        Map<Set<?>, List<Integer>> alike = new LinkedHashMap<>();
        IntStream.range(0, units.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .forEach(i -> alike.computeIfAbsent(units.get(i).members().keySet(), a -> new ArrayList<>())
                        .add(i));
        List<Block> blocks = new ArrayList<>();
        for (List<Integer> members : alike.values()) {
            int next = 0;
            int size = members.size() % roundTo == 0 ? roundTo : members.size() % roundTo;
            while (next + size <= members.size()) {
                blocks.add(block(group, members.subList(next, next + size), scores));
                next += size;
                size = roundTo;
            }
        }
        return blocks;
    }

    private static Block block(Group group, List<Integer> members, double[] scores) {
        int[] indices = members.stream().mapToInt(Integer::intValue).toArray();
        double mean =
                Arrays.stream(indices).mapToDouble(i -> scores[i]).average().orElse(0);
        return new Block(
                group.name(),
                Arrays.stream(indices).mapToObj(group.units()::get).toList(),
                mean);
    }
}
