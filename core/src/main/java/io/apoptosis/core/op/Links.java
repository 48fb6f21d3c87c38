package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;

/**
 * What an operator declares its axis correspondences to. Index {@code i} of one axis and index {@code j} of another are linked when
 * removing one forces removing the other. Every axis is named by an {@link End}; an index that nothing links (a zero of a pad, a channel that a
 * slice leaves out) may go on its own, but an axis without any link is pinned.
 */
public interface Links {
    /** One axis of an operand or of the output. */
    sealed interface End {
        record Input(int index, int axis) implements End {}

        record Parameter(String role, int axis) implements End {}

        record Output(int axis) implements End {}
    }

    Shapes shapes();

    Shape output();

    boolean has(String role);

    int extent(End end);

    /** Links index {@code a} of {@code from} with index {@code b} of {@code to}. */
    void link(End from, int a, End to, int b);

    /** Links the axes index by index. */
    default void same(End from, End to) {
        for (int i = 0; i < extent(from); i++) {
            link(from, i, to, i);
        }
    }

    default End in(int axis) {
        return new End.Input(0, axis);
    }

    default End in(int index, int axis) {
        return new End.Input(index, axis);
    }

    default End parameter(String role, int axis) {
        return new End.Parameter(role, axis);
    }

    default End out(int axis) {
        return new End.Output(axis);
    }
}
