package io.apoptosis.core.train;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.Folding;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/**
 * T^2 KL(p_T(teacher) || p_T(student)), the softened outputs of another network (Hinton et al., 2015, section 2); no labels. T^2 keeps the
 * gradients' size the same for every temperature.
 *
 * @param teacher the deployed network: its running statistics, on the very images the student sees
 */
public record Distillation(Network teacher, double temperature) implements Lesson {
    private static final int[] ALL = {0, 1};

    public Distillation {
        if (!(temperature > 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be positive, not " + temperature);
        }
    }

    @Override
    public Loss open(Scope root) {
        Map<String, Tensor> weights = Resident.weights(teacher, root);
        ForwardPass forward = new ForwardPass(Folding.of(teacher.graph()));
        return (scope, logits, batch) -> divergence(scope, taught(scope, forward, weights, batch), logits);
    }

    private static Tensor taught(Scope scope, ForwardPass forward, Map<String, Tensor> weights, Batch batch) {
        return forward.run(new Execution(scope, Normalization.RUNNING), weights, scope.of(batch.input()));
    }

    private Tensor divergence(Scope scope, Tensor taught, Tensor logits) {
        Tensor target = scope.logSoftmax(scope.scale(taught, 1 / temperature), 1);
        Tensor given = scope.logSoftmax(scope.scale(logits, 1 / temperature), 1);
        Tensor sum = scope.sum(scope.mul(scope.exp(target), scope.sub(target, given)), ALL, false);
        return scope.scale(sum, temperature * temperature / logits.shape().dim(0));
    }
}
