package io.apoptosis.core.coupling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What must be removed together: for every axis it touches, the indices there. A neuron, a channel with all its producers and
 * consumers, a head.
 *
 * @param members taken over, not copied: there are tens of thousands of units
 */
public record Unit(SortedMap<AxisRef, int[]> members) {
    public Unit {
        members = Collections.unmodifiableSortedMap(members);
    }

    /** The members that are parameter slices. */
    public Map<AxisRef, int[]> parameters() {
        Map<AxisRef, int[]> parameters = new LinkedHashMap<>();
        members.forEach((axis, indices) -> {
            if (axis.isParameter()) {
                parameters.put(axis, indices);
            }
        });
        return parameters;
    }
}
