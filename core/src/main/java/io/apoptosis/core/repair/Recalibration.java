package io.apoptosis.core.repair;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scales and shifts of all batch norms, solved together so that the network's outputs, not those of its layers, come near the reference's:
 * one Gauss-Newton step in closed form. Images only.
 */
public final class Recalibration {
    /** A ridge that has served well: what few images say is not overdone. */
    public static final double RIDGE = 0.05;

    private static final int BATCH = 50;

    /** Their equations take 512 MiB. */
    private static final int MOST_CHANNELS = 4096;

    private static final int MOST_CLASSES = 256;

    private final TensorEngine engine;
    private final ImageSet images;
    private final int count;
    private final double ridge;

    /**
     * Equations over the first images of a set.
     *
     * @param count how many
     * @param ridge as a share of the mean diagonal of the equations
     */
    public Recalibration(TensorEngine engine, ImageSet images, int count, double ridge) {
        this.engine = engine;
        this.images = images;
        this.count = count;
        this.ridge = ridge;
    }

    /** {@code network} with its norms moved towards what {@code reference} gives. */
    public Network apply(Network reference, Network network, Progress progress) {
        refuse(reference).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        List<Node> norms = norms(network);
        NormEquations equations = new NormEquations(2 * channels(network, norms));
        List<int[]> batches = BatchOrder.sequential(count, BATCH);
        try (Scope scope = engine.open(DType.FLOAT32);
                Scope exact = engine.open(DType.FLOAT64);
                Prefetched ahead = new Prefetched(0, batches.size(), b -> images.batch(batches.get(b)))) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            Map<String, Tensor> whole = Resident.weights(reference, scope);
            for (int b = 0; b < batches.size(); b++) {
                HostTensor input = ahead.next().input();
                equations.add(scope, exact, network, weights, input, logits(scope, reference, whole, input));
                progress.advance(b + 1, batches.size(), "batches");
            }
        }
        return moved(network, norms, equations.solve(ridge));
    }

    /** Why a network is not for this, in words. */
    public static Optional<String> refuse(Network network) {
        int channels = channels(network, norms(network));
        int classes = ShapeInference.of(network).value(network.graph().output()).dim(1);
        if (channels == 0) {
            return Optional.of("the network has no batch norm to recalibrate");
        }
        return channels > MOST_CHANNELS || classes > MOST_CLASSES
                ? Optional.of(
                        "%d normalized channels and %d classes are too many to recalibrate together; at most %d and %d are"
                                .formatted(channels, classes, MOST_CHANNELS, MOST_CLASSES))
                : Optional.empty();
    }

    private static List<Node> norms(Network network) {
        return network.graph().nodes().stream()
                .filter(node -> node.operator() instanceof BatchNorm2d)
                .toList();
    }

    private static int channels(Network network, List<Node> norms) {
        return norms.stream().mapToInt(norm -> channels(network, norm)).sum();
    }

    private static HostTensor logits(Scope scope, Network network, Map<String, Tensor> weights, HostTensor input) {
        try (Scope child = scope.child()) {
            Execution execution = new Execution(child, Normalization.RUNNING);
            return child.read(new ForwardPass(network.graph()).run(execution, weights, child.of(input)));
        }
    }

    private static int channels(Network network, Node norm) {
        return network.weight(String.valueOf(norm.parameters().get("weight"))).size();
    }

    /** scale (gamma xhat + beta) + shift. */
    private static Network moved(Network network, List<Node> norms, double[] step) {
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        int at = 0;
        for (Node norm : norms) {
            int channels = channels(network, norm);
            String gammaName = String.valueOf(norm.parameters().get("weight"));
            String betaName = String.valueOf(norm.parameters().get("bias"));
            double[] gamma = network.weight(gammaName).doubles().clone();
            double[] beta = network.weight(betaName).doubles().clone();
            for (int c = 0; c < channels; c++) {
                gamma[c] *= 1 + step[at + c];
                beta[c] = (1 + step[at + c]) * beta[c] + step[at + channels + c];
            }
            Shape shape = Shape.of(channels);
            weights.computeIfPresent(
                    gammaName, (name, old) -> HostTensor.of(shape, gamma).as(old.dtype()));
            weights.computeIfPresent(
                    betaName, (name, old) -> HostTensor.of(shape, beta).as(old.dtype()));
            at += 2 * channels;
        }
        return new Network(network.graph(), weights);
    }
}
