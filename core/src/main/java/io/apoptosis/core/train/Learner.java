package io.apoptosis.core.train;

import static java.util.Objects.requireNonNull;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Halves;
import io.apoptosis.core.graph.FirstNonFinite;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.OutOfMemory;
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
    private final boolean divisible;
    private final List<Parameter> parameters = new ArrayList<>();

    Learner(Scope root, TrainingState state, Lesson lesson, Sgd sgd, Map<String, HostTensor> masks) {
        this.root = root;
        this.origin = state.network();
        this.forward = new ForwardPass(origin.graph());
        this.sgd = sgd;
        this.loss = lesson.open(root);
        this.weights = Resident.weights(origin, root);
        this.divisible = origin.graph().nodes().stream().noneMatch(node -> node.operator() instanceof BatchNorm2d);
        state.velocity().forEach((name, velocity) -> {
            Tensor weight = weights.get(name);
            if (weight != null) {
                @Nullable HostTensor mask = masks.get(name);
                parameters.add(new Parameter(name, weight, root.of(velocity), mask == null ? null : root.of(mask)));
            }
        });
    }

    /**
     * One step; returns the batch's mean loss before it. Where that is not a finite number no step is taken. A batch that does not fit into
     * memory is learned from in halves, whose mean gradient is its own, unless samples see each other.
     */
    double learn(Batch batch) {
        try (Scope scope = root.child()) {
            Optional<Slope<Tensor>> whole = whole(scope, batch);
            if (whole.isPresent()) {
                return step(scope, whole.get());
            }
        }
        Slope<HostTensor> mean = Halves.each(batch, this::part, Slope::mean);
        try (Scope scope = root.child()) {
            return step(scope, Slope.copied(scope, mean));
        }
    }

    /** Empty where there is no memory for it; nothing has moved then. */
    private Optional<Slope<Tensor>> whole(Scope scope, Batch batch) {
        try {
            return Optional.of(slope(scope, batch));
        } catch (RuntimeException | OutOfMemoryError e) {
            if (batch.size() < 2 || !OutOfMemory.is(e)) {
                throw e;
            }
            if (!divisible) {
                throw new IllegalStateException(
                        "out of memory in a training batch of " + batch.size()
                                + " images, which can't be taken in halves: batch normalization looks at all of it",
                        e);
            }
            return Optional.empty();
        }
    }

    private Slope<HostTensor> part(Batch part) {
        try (Scope scope = root.child()) {
            return Slope.read(scope, slope(scope, part));
        }
    }

    private Slope<Tensor> slope(Scope scope, Batch batch) {
        try (Gradients gradients = scope.record()) {
            Map<String, Tensor> live = new LinkedHashMap<>(weights);
            Map<String, Tensor> leaves = new LinkedHashMap<>();
            for (Parameter parameter : parameters) {
                leaves.put(parameter.name(), scope.variable(parameter.weight()));
            }
            live.putAll(leaves);
            Execution execution = new Execution(scope, Execution.Normalization.TRAINING);
            Tensor logits = forward.run(execution, live, scope.of(batch.input()));
            Tensor batchLoss = loss.of(scope, logits, batch);
            double value = scope.read(batchLoss).doubles()[0];
            if (!Double.isFinite(value)) {
                return new Slope<>(value, Map.of());
            }
            gradients.backward(batchLoss);
            leaves.replaceAll((name, leaf) -> gradients.of(leaf));
            return new Slope<>(value, leaves);
        }
    }

    private double step(Scope scope, Slope<Tensor> slope) {
        if (slope.isFinite()) {
            for (Parameter parameter : parameters) {
                Tensor gradient = requireNonNull(slope.gradient().get(parameter.name()), parameter.name());
                sgd.step(scope, parameter.weight(), parameter.velocity(), gradient);
                hold(scope, parameter);
            }
        }
        return slope.loss();
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
