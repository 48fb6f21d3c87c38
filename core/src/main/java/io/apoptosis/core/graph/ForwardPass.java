package io.apoptosis.core.graph;

import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain forward pass: activations in, logits out. */
public final class ForwardPass {
    private final Graph graph;

    public ForwardPass(Graph graph) {
        this.graph = graph;
    }

    /**
     * @param weights every parameter of the graph, by checkpoint name
     * @param input (N, …) as {@link Graph#inputShape()} says
     * @return logits (N, classes), owned by the execution's scope
     */
    public Tensor run(Execution execution, Map<String, Tensor> weights, Tensor input) {
        return masked(execution, weights, input, Map.of());
    }

    /** As {@link #run}, with the outputs of the named nodes multiplied by masks that broadcast over them. */
    public Tensor masked(Execution execution, Map<String, Tensor> weights, Tensor input, Map<String, Tensor> masks) {
        Scope scope = execution.scope();
        Walk<Tensor> walk = new Walk<>() {
            @Override
            public Tensor visit(Node node, Operands<Tensor> operands) {
                Tensor output = node.operator().apply(operands, execution);
                @Nullable Tensor mask = masks.get(node.name());
                return mask == null ? output : scope.mul(output, mask);
            }

            @Override
            public void release(Tensor value) {
                scope.release(value);
            }
        };
        return walk.over(graph, weights, input);
    }
}
