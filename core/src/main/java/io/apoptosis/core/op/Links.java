package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;

/**
 * What an operator declares its axis correspondences to. Index {@code i} of one axis and index {@code j} of another are linked when
 * removing one forces removing the other. Every axis is named by an {@link End}.
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

    /** Marks the axis as accounted for although some of its indices are linked to nothing: constants (zeros of a pad) that may go freely. */
    void free(End end);

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
