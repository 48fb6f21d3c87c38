package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Shapes of a node's operands: its inputs in order ({@code N} included) and its parameters by role. */
public record Shapes(List<Shape> inputs, Map<String, Shape> parameters) {
    public Shape input(int index) {
        return inputs.get(index);
    }

    public Shape input() {
        return inputs.get(0);
    }

    public boolean has(String role) {
        return parameters.containsKey(role);
    }

    public Shape parameter(String role) {
        Shape shape = parameters.get(role);
        if (shape == null) {
            throw new ShapeMismatch("parameter " + role + " is missing");
        }
        return shape;
    }
}
