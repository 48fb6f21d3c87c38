package io.apoptosis.core.train;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the next epoch depends on beside the data and the {@link FineTuning}: going on from a stored state gives the same bytes
 * as never having stopped.
 *
 * @param velocity of every trainable parameter, by its name
 * @param epoch finished epochs
 * @param loss mean training loss of the last one; NaN before the first
 */
public record TrainingState(Network network, Map<String, HostTensor> velocity, int epoch, double loss) {
    private static final String WEIGHT = "weight:";
    private static final String VELOCITY = "velocity:";
    private static final String EPOCH = "epoch";
    private static final String LOSS = "loss";

    public TrainingState {
        velocity = Collections.unmodifiableMap(new LinkedHashMap<>(velocity));
        for (String name : network.graph().trainable()) {
            HostTensor tensor = velocity.get(name);
            if (tensor == null || !tensor.shape().equals(network.weight(name).shape())) {
                throw new IllegalArgumentException("the training state has no velocity that fits " + name + " ("
                        + network.weight(name).shape() + "): " + tensor);
            }
        }
    }

    /** Nothing learned yet: all velocities are zero. */
    public static TrainingState start(Network network) {
        Map<String, HostTensor> velocity = new LinkedHashMap<>();
        for (String name : network.graph().trainable()) {
            velocity.put(
                    name, HostTensor.zeros(DType.FLOAT32, network.weight(name).shape()));
        }
        return new TrainingState(network, velocity, 0, Double.NaN);
    }

    /** What {@link #tensors} gave, for the same graph. */
    public static TrainingState of(Graph graph, Map<String, HostTensor> tensors) {
        return new TrainingState(
                new Network(graph, under(WEIGHT, tensors)),
                under(VELOCITY, tensors),
                (int) scalar(EPOCH, tensors).longs()[0],
                scalar(LOSS, tensors).doubles()[0]);
    }

    /** For storing, for example as safetensors. */
    public Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> tensors.put(WEIGHT + name, tensor));
        velocity.forEach((name, tensor) -> tensors.put(VELOCITY + name, tensor));
        tensors.put(EPOCH, HostTensor.of(Shape.of(1), (long) epoch));
        tensors.put(LOSS, HostTensor.of(Shape.of(1), loss));
        return tensors;
    }

    private static Map<String, HostTensor> under(String prefix, Map<String, HostTensor> tensors) {
        Map<String, HostTensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    private static HostTensor scalar(String name, Map<String, HostTensor> tensors) {
        HostTensor tensor = tensors.get(name);
        if (tensor == null || tensor.size() != 1) {
            throw new IllegalArgumentException("not a training state: it should hold one number called " + name);
        }
        return tensor;
    }
}
