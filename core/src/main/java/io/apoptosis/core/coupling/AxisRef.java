package io.apoptosis.core.coupling;

import java.util.Comparator;

/**
 * One axis of one tensor of a network.
 *
 * @param kind whether {@code name} is a parameter of the checkpoint or the value a node gives
 */
public record AxisRef(Kind kind, String name, int axis) implements Comparable<AxisRef> {
    private static final Comparator<AxisRef> ORDER =
            Comparator.comparing(AxisRef::kind).thenComparing(AxisRef::name).thenComparing(AxisRef::axis);

    /** What the name names. */
    public enum Kind {
        PARAMETER,
        VALUE
    }

    public static AxisRef parameter(String name, int axis) {
        return new AxisRef(Kind.PARAMETER, name, axis);
    }

    public static AxisRef value(String name, int axis) {
        return new AxisRef(Kind.VALUE, name, axis);
    }

    public boolean isParameter() {
        return kind == Kind.PARAMETER;
    }

    @Override
    public int compareTo(AxisRef other) {
        return ORDER.compare(this, other);
    }

    /** As in {@code layer1.0.conv1.weight:0}. */
    @Override
    public String toString() {
        return name + ":" + axis;
    }
}
