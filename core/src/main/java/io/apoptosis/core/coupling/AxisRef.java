package io.apoptosis.core.coupling;

import org.jspecify.annotations.Nullable;

/**
 * One axis of one tensor of a network.
 *
 * @param kind whether {@code name} is a parameter of the checkpoint or the value a node gives
 */
public record AxisRef(Kind kind, String name, int axis) implements Comparable<AxisRef> {
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

    /** Written out, as the order is: a record's own is put together at run time, which a short command waits for. */
    @Override
    public int hashCode() {
        return 31 * (2 * name.hashCode() + kind.ordinal()) + axis;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AxisRef it && axis == it.axis && kind == it.kind && name.equals(it.name);
    }

    /** By kind, name and axis; written out, because a transformer's units are compared a million times. */
    @Override
    public int compareTo(AxisRef other) {
        int byKind = kind.compareTo(other.kind);
        int byName = byKind == 0 ? name.compareTo(other.name) : byKind;
        return byName == 0 ? Integer.compare(axis, other.axis) : byName;
    }

    /** As in {@code layer1.0.conv1.weight:0}. */
    @Override
    public String toString() {
        return name + ":" + axis;
    }
}
