package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Links.End;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a node reads and gives, with the numbers of its axes among all of a network's.
 *
 * @param shapes of its inputs and parameters
 * @param inputs in order
 * @param parameters few: whoever looks for a role goes through them
 * @param given the node's value
 */
record NodeAxes(Node node, Shapes shapes, Shape output, List<Span> inputs, List<Parameter> parameters, Span given) {
    /** The axes of one tensor, which are numbered one after the other. */
    record Span(int first, int rank) {
        IntStream stream() {
            return IntStream.range(first, first + rank);
        }

        /** The number of one of them. */
        int axis(int axis) {
            return first + Objects.checkIndex(axis, rank);
        }
    }

    record Parameter(String role, Span span) {}

    /** The number of the axis that the node's operator means. */
    int axis(End end) {
        if (end instanceof End.Input input) {
            return inputs.get(input.index()).axis(input.axis());
        }
        if (end instanceof End.Parameter parameter) {
            return parameter(parameter.role()).axis(parameter.axis());
        }
        return given.axis(((End.Output) end).axis());
    }

    private Span parameter(String role) {
        for (Parameter parameter : parameters) {
            if (parameter.role().equals(role)) {
                return parameter.span();
            }
        }
        throw new IllegalArgumentException(node.name() + " has no " + role);
    }

    int extent(End end) {
        if (end instanceof End.Input input) {
            return shapes.input(input.index()).dim(input.axis());
        }
        return end instanceof End.Parameter parameter
                ? shapes.parameter(parameter.role()).dim(parameter.axis())
                : output.dim(((End.Output) end).axis());
    }
}
