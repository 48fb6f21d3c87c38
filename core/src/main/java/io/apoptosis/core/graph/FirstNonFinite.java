package io.apoptosis.core.graph;

import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in a forward pass the finite numbers end; for messages, since it reads every activation. */
public final class FirstNonFinite implements Walk<Tensor> {
    private final Execution execution;
    private @Nullable String found;

    private FirstNonFinite(Execution execution) {
        this.execution = execution;
    }

    /** In words, for example {@code layer conv1 (its weight holds NaN or infinite values)}; empty where all is finite. */
    public static Optional<String> of(Execution execution, Graph graph, Map<String, Tensor> weights, Tensor input) {
        FirstNonFinite walk = new FirstNonFinite(execution);
        if (!finite(execution.scope(), input)) {
            return Optional.of("the images");
        }
        walk.over(graph, weights, input);
        return Optional.ofNullable(walk.found);
    }

    @Override
    public Tensor visit(Node node, Operands<Tensor> operands) {
        Tensor output = node.operator().apply(operands, execution);
        if (found == null && !finite(execution.scope(), output)) {
            found = "layer " + node.name() + " (" + reason(operands) + ")";
        }
        return output;
    }

    private String reason(Operands<Tensor> operands) {
        return operands.parameters().entrySet().stream()
                .filter(parameter -> !finite(execution.scope(), parameter.getValue()))
                .map(parameter -> "its " + parameter.getKey() + " holds NaN or infinite values")
                .sorted()
                .findFirst()
                .orElse("its output overflows, though its weights and input are finite");
    }

    @Override
    public void release(Tensor value) {
        execution.scope().release(value);
    }

    private static boolean finite(Scope scope, Tensor tensor) {
        return scope.read(tensor).isFinite();
    }
}
