package io.apoptosis.core.coupling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets of linked indices that touch no pinned axis, in the order of their first index. Their members lie in flat arrays, set after set and within a
 * set as {@link AxisRef} orders axes: a long network has hundreds of thousands of them.
 */
final class FreeSets {
    private final AxisLinks links;
    /** Where each set's members begin; at last how many members there are. */
    private final int[] starts;

    private final int[] axes;
    /** Within the axis. */
    private final int[] indices;

    FreeSets(AxisLinks links) {
        this.links = links;
        int[] sets = numbered(links);
        int count = Arrays.stream(sets).max().orElse(-1) + 1;
        starts = starts(sets, count);
        axes = new int[starts[count]];
        indices = new int[starts[count]];
        fill(sets, Arrays.copyOf(starts, count));
    }

    /** For each index the number of its set; -1 where the set is pinned. */
    private static int[] numbered(AxisLinks links) {
        BitSet pinned = pinned(links);
        int[] sets = new int[links.axes().indices()];
        int count = 0;
        for (int index = 0; index < sets.length; index++) {
            int representative = links.find(index);
            if (representative < index) {
                sets[index] = sets[representative];
            } else {
                sets[index] = pinned.get(index) ? -1 : count++;
            }
        }
        return sets;
    }

    /** Representatives of the sets that touch a pinned axis. */
    private static BitSet pinned(AxisLinks links) {
        BitSet pinned = new BitSet(links.axes().indices());
        links.pinned().stream().forEach(axis -> {
            int offset = links.axes().offset(axis);
            int extent = links.axes().extent(axis);
            for (int i = 0; i < extent; i++) {
                pinned.set(links.find(offset + i));
            }
        });
        return pinned;
    }

    private static int[] starts(int[] sets, int count) {
        int[] starts = new int[count + 1];
        for (int set : sets) {
            if (set >= 0) {
                starts[set + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    /**
     * @param next where each set's next member goes
     */
    private void fill(int[] sets, int[] next) {
        for (int axis : links.axes().sorted()) {
            int offset = links.axes().offset(axis);
            int extent = links.axes().extent(axis);
            for (int i = 0; i < extent; i++) {
                int set = sets[offset + i];
                if (set >= 0) {
                    axes[next[set]] = axis;
                    indices[next[set]] = i;
                    next[set]++;
                }
            }
        }
    }

    int count() {
        return starts.length - 1;
    }

    /**
     * Units that share an axis belong together, unless that axis only collects what several producers give: DenseNet's concatenated
     * features are as many groups as there are producers.
     */
    void join(int set, DisjointSets together) {
        int anchor = anchor(set);
        boolean produced = links.isProduced(anchor);
        for (int at = starts[set]; at < starts[set + 1]; at++) {
            if (!produced || links.isProduced(axes[at])) {
                together.union(anchor, axes[at]);
            }
        }
    }

    /** An axis that the set's group is known by. */
    int anchor(int set) {
        for (int at = starts[set]; at < starts[set + 1]; at++) {
            if (links.isProduced(axes[at])) {
                return axes[at];
            }
        }
        return axes[starts[set]];
    }

    /** The lowest place of the set's axes. */
    int first(int set, int[] places) {
        int first = Integer.MAX_VALUE;
        for (int at = starts[set]; at < starts[set + 1]; at++) {
            first = Math.min(first, places[axes[at]]);
        }
        return first;
    }

    Unit unit(int set) {
        int end = starts[set + 1];
        Map<AxisRef, int[]> members = new LinkedHashMap<>((end - starts[set]) * 4 / 3 + 1);
        int from = starts[set];
        while (from < end) {
            int to = from + 1;
            while (to < end && axes[to] == axes[from]) {
                to++;
            }
            members.put(links.axes().get(axes[from]), Arrays.copyOfRange(indices, from, to));
            from = to;
        }
        return new Unit(members);
    }
}
