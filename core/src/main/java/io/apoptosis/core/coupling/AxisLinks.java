package io.apoptosis.core.coupling;

import io.apoptosis.core.coupling.NodeAxes.Span;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Links;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Union-find over all indices of all axes of a network, fed by what its operators declare. */
final class AxisLinks {
    private final Axes axes;
    private final BitSet pinned = new BitSet();
    private final DisjointSets indices;
    /** Axes that correspond index by index. */
    private final DisjointSets alike;
    /** For each axis the node, counted from 1, whose operator linked it last. */
    private final int[] mentioned;
    /** Axes of values whose indices no input passed on. */
    private final BitSet sources = new BitSet();
    /** Representatives of alike axes among which is a source. */
    private final BitSet produced = new BitSet();

    AxisLinks(Network network) {
        axes = new Axes(network);
        indices = new DisjointSets(axes.indices());
        alike = new DisjointSets(axes.count());
        mentioned = new int[axes.count()];
        int turn = 0;
        for (NodeAxes node : axes.nodes()) {
            declare(node, ++turn);
        }
        sources.stream().forEach(axis -> produced.set(alike.find(axis)));
        // The image's channels and the logits are the caller's, and the batch axis is nobody's.
        pin(network.graph().input());
        pin(network.graph().output());
    }

    /** Takes the operator's word and pins every axis it does not mention. */
    private void declare(NodeAxes node, int turn) {
        Declaration declaration = new Declaration(node, turn);
        node.node().operator().couple(declaration);
        node.inputs().forEach(input -> pinUnmentioned(input, turn));
        node.parameters().forEach(parameter -> pinUnmentioned(parameter.span(), turn));
        pinUnmentioned(node.given(), turn);
        for (int axis = 0; axis < node.given().rank(); axis++) {
            int number = node.given().axis(axis);
            if (mentioned[number] == turn && !declaration.passed.get(axis)) {
                sources.set(number);
            }
        }
    }

    private void pinUnmentioned(Span tensor, int turn) {
        for (int axis = tensor.first(); axis < tensor.first() + tensor.rank(); axis++) {
            if (mentioned[axis] != turn) {
                pinned.set(axis);
            }
        }
    }

    /** Keeps every axis of a value as it is. */
    void pin(String value) {
        axes.value(value).stream().forEach(pinned::set);
    }

    /** Whether some layer makes exactly the indices of this axis; others only collect, cut or shift what layers made. */
    boolean isProduced(int axis) {
        return produced.get(alike.find(axis));
    }

    Axes axes() {
        return axes;
    }

    BitSet pinned() {
        return pinned;
    }

    /** Representative, the smallest index, of the set that an index belongs to; indices of all axes are counted through. */
    int find(int index) {
        return indices.find(index);
    }

    /** One operator's declaration, in terms of the network's axes. */
    private final class Declaration implements Links {
        private final NodeAxes node;
        private final int turn;
        /** Axes of the output that an input's indices pass on to. */
        private final BitSet passed = new BitSet();
        /** Two axes are linked index by index: they are looked up once. */
        private @Nullable End lastFrom;

        private @Nullable End lastTo;
        private int fromStart;
        private int toStart;

        Declaration(NodeAxes node, int turn) {
            this.node = node;
            this.turn = turn;
        }

        @Override
        public Shapes shapes() {
            return node.shapes();
        }

        @Override
        public Shape output() {
            return node.output();
        }

        @Override
        public boolean has(String role) {
            return node.node().parameters().containsKey(role);
        }

        @Override
        public int extent(End end) {
            return node.extent(end);
        }

        @Override
        public void link(End from, int a, End to, int b) {
            if (!from.equals(lastFrom) || !to.equals(lastTo)) {
                lastFrom = from;
                lastTo = to;
                fromStart = axes.offset(mention(from, to));
                toStart = axes.offset(mention(to, from));
            }
            indices.union(fromStart + a, toStart + b);
        }

        @Override
        public void same(End from, End to) {
            int left = mention(from, to);
            int right = mention(to, from);
            int extent = extent(from);
            for (int i = 0; i < extent; i++) {
                indices.union(axes.offset(left) + i, axes.offset(right) + i);
            }
            if (extent == extent(to)) {
                alike.union(left, right);
            }
        }

        /** The axis that is meant; it counts as mentioned, and one of the output as passed on where the other is an input's. */
        private int mention(End end, End other) {
            if (end instanceof End.Output output && other instanceof End.Input) {
                passed.set(output.axis());
            }
            int axis = node.axis(end);
            mentioned[axis] = turn;
            return axis;
        }
    }
}
