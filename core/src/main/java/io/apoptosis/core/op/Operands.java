package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node is applied to: its inputs in order (tensors, or duals) and its parameters by role. */
public record Operands<T>(List<T> inputs, Map<String, Tensor> parameters) {
    public T input(int index) {
        return inputs.get(index);
    }

    public T input() {
        return inputs.get(0);
    }

    public Tensor parameter(String role) {
        Tensor tensor = parameters.get(role);
        if (tensor == null) {
            throw new ShapeMismatch("parameter " + role + " is missing");
        }
        return tensor;
    }

    public @Nullable Tensor optional(String role) {
        return parameters.get(role);
    }
}
