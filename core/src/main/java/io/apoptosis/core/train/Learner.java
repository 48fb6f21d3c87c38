package io.apoptosis.core.train;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights and velocities in the engine's memory, moved in place batch by batch. */
final class Learner {
    private final Scope root;
    private final Network origin;
    private final ForwardPass forward;
    private final Sgd sgd;
    private final Map<String, Tensor> weights;
    private final Map<String, Tensor> velocity = new LinkedHashMap<>();

    Learner(Scope root, TrainingState state, Sgd sgd) {
        this.root = root;
        this.origin = state.network();
        this.forward = new ForwardPass(origin.graph());
        this.sgd = sgd;
        this.weights = Resident.weights(origin, root);
        for (String name : Resident.trainable(origin.graph())) {
            HostTensor start = state.velocity().get(name);
            if (start != null) {
                velocity.put(name, root.of(start));
            }
        }
    }

    /** One step; the batch's mean loss before it. */
    double learn(Batch batch) {
        try (Scope scope = root.child()) {
            Map<String, Tensor> live = new LinkedHashMap<>(weights);
            velocity.keySet().forEach(name -> live.computeIfPresent(name, (key, weight) -> scope.variable(weight)));
            try (Gradients gradients = scope.record()) {
                Execution execution = new Execution(scope, Execution.Normalization.TRAINING);
                Tensor logits = forward.run(execution, live, scope.of(batch.input()));
                Tensor loss = CrossEntropy.mean(scope, logits, batch.labels());
                gradients.backward(loss);
                velocity.forEach((name, moving) -> {
                    Tensor gradient = gradients.of(live.get(name));
                    sgd.step(scope, weights.get(name), moving, gradient);
                });
                return scope.read(loss).doubles()[0];
            }
        }
    }

    TrainingState state(int epoch, double loss) {
        Map<String, HostTensor> learned = new LinkedHashMap<>(origin.weights());
        weights.forEach((name, tensor) -> learned.put(name, root.read(tensor)));
        Map<String, HostTensor> moving = new LinkedHashMap<>();
        velocity.forEach((name, tensor) -> moving.put(name, root.read(tensor)));
        return new TrainingState(new Network(origin.graph(), learned), moving, epoch, loss);
    }
}
