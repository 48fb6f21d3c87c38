package io.apoptosis.core.train;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.FirstNonFinite;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Weights and velocities in the engine's memory, moved in place batch by batch. */
final class Learner {
    /** @param mask 0 where the weight is held at zero; null where none is */
    private record Parameter(
            String name,
            Tensor weight,
            Tensor velocity,
            @Nullable Tensor mask) {}

    private final Scope root;
    private final Network origin;
    private final ForwardPass forward;
    private final Sgd sgd;
    private final Lesson.Loss loss;
    private final Map<String, Tensor> weights;
    private final List<Parameter> parameters = new ArrayList<>();

    Learner(Scope root, TrainingState state, Lesson lesson, Sgd sgd, Map<String, HostTensor> masks) {
        this.root = root;
        this.origin = state.network();
        this.forward = new ForwardPass(origin.graph());
        this.sgd = sgd;
        this.loss = lesson.open(root);
        this.weights = Resident.weights(origin, root);
        state.velocity().forEach((name, velocity) -> {
            Tensor weight = weights.get(name);
            if (weight != null) {
                @Nullable HostTensor mask = masks.get(name);
                parameters.add(new Parameter(name, weight, root.of(velocity), mask == null ? null : root.of(mask)));
            }
        });
    }

    /** One step; returns the batch's mean loss before it. Where that is not a finite number no step is taken. */
    double learn(Batch batch) {
        try (Scope scope = root.child();
                Gradients gradients = scope.record()) {
            Map<String, Tensor> live = new LinkedHashMap<>(weights);
            Map<Parameter, Tensor> leaves = new LinkedHashMap<>();
            for (Parameter parameter : parameters) {
                Tensor leaf = scope.variable(parameter.weight());
                leaves.put(parameter, leaf);
                live.put(parameter.name(), leaf);
            }
            Execution execution = new Execution(scope, Execution.Normalization.TRAINING);
            Tensor logits = forward.run(execution, live, scope.of(batch.input()));
            Tensor batchLoss = loss.of(scope, logits, batch);
            double value = scope.read(batchLoss).doubles()[0];
            if (!Double.isFinite(value)) {
                return value;
            }
            gradients.backward(batchLoss);
            leaves.forEach((parameter, leaf) -> {
                sgd.step(scope, parameter.weight(), parameter.velocity(), gradients.of(leaf));
                hold(scope, parameter);
            });
            return value;
        }
    }

    /** The first layer whose output on this batch is not finite. */
    Optional<String> firstNonFinite(Batch batch) {
        try (Scope scope = root.child()) {
            Execution execution = new Execution(scope, Execution.Normalization.TRAINING);
            return FirstNonFinite.of(execution, origin.graph(), weights, scope.of(batch.input()));
        }
    }

    private static void hold(Scope scope, Parameter parameter) {
        @Nullable Tensor mask = parameter.mask();
        if (mask != null) {
            scope.assign(parameter.weight(), scope.mul(parameter.weight(), mask));
        }
    }

    /** Copies out what has been learned. */
    TrainingState state(int epoch, double loss) {
        Map<String, HostTensor> learned = new LinkedHashMap<>(origin.weights());
        weights.forEach((name, tensor) -> learned.put(name, root.read(tensor)));
        Map<String, HostTensor> velocity = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            velocity.put(parameter.name(), root.read(parameter.velocity()));
        }
        return new TrainingState(new Network(origin.graph(), learned), velocity, epoch, loss);
    }
}
