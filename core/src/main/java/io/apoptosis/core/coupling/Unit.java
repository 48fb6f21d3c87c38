package io.apoptosis.core.coupling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must be removed together: for every axis it touches, the indices there. A neuron, a channel with all its producers and
 * consumers, a head.
 *
 * @param members in the order of axes; taken over, not copied: there are tens of thousands of units
 */
public record Unit(Map<AxisRef, int[]> members) {
    public Unit {
        members = Collections.unmodifiableMap(members);
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
