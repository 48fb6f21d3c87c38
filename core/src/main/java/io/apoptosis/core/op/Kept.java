package io.apoptosis.core.op;

/** What a cut leaves of a node's axes: for each, the kept original indices, ascending. */
public interface Kept {
    int[] input(int index, int axis);

    int[] output(int axis);

    int[] parameter(String role, int axis);
}
