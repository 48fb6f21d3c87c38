package io.apoptosis.core.importance;

import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.Tanh;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every image's own gradient of -log p_y by central differences in float64: forward passes only, the loss written out here. Smooth networks,
 * please: a difference must not step over a kink.
 */
public final class ExplicitGradients {
    private static final double STEP = 1e-5;

    private final Network network;
    private final HostTensor input;
    private final int[] labels;

    ExplicitGradients(Network network, HostTensor input, int[] labels) {
        this.network = network;
        this.input = input;
        this.labels = labels;
    }

    /** Of the fixture's twelve images. */
    public static ExplicitGradients of(Network network) {
        Calibration all = CalibrationFixture.calibration(network, 12, 0, 1);
        return new ExplicitGradients(network, all.batch(0).input(), all.batch(0).labels());
    }

    /**
     * A convolution to 2x2 places, one in two groups with a bias and padding to 3x3 places, each of which the linear layer reads on its own:
     * no two places of an image have the same gradient.
     */
    public static Network grouped() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 6, 6));
        String first = b.node("t1", new Tanh(), b.conv("conv1", b.input(), 3, 4, Window.square(1, 3, 0), 1, true));
        String second = b.node("t2", new Tanh(), b.conv("conv2", first, 4, 4, Window.square(2, 1, 1), 2, true));
        return RandomNetworks.of(b.build(b.linear("fc", b.node("flat", new Flatten(), second), 36, 4)), 21);
    }

    /** (images, elements). */
    public double[][] ofParameter(String name) {
        HostTensor theta = network.weight(name);
        double[][] gradients = new double[labels.length][theta.size()];
        for (int i = 0; i < theta.size(); i++) {
            put(gradients, i, losses(name, theta, i, STEP), losses(name, theta, i, -STEP));
        }
        return gradients;
    }

    /** (images, elements of one sample); moves the same element of all images at once, for these do not see each other. */
    double[][] ofInput() {
        int each = input.shape().inner(0);
        double[][] gradients = new double[labels.length][each];
        for (int i = 0; i < each; i++) {
            put(gradients, i, losses(network, moved(i, STEP)), losses(network, moved(i, -STEP)));
        }
        return gradients;
    }

    private static void put(double[][] gradients, int i, double[] up, double[] down) {
        for (int n = 0; n < gradients.length; n++) {
            gradients[n][i] = (up[n] - down[n]) / (2 * STEP);
        }
    }

    private double[] losses(String name, HostTensor theta, int i, double step) {
        double[] values = theta.doubles().clone();
        values[i] += step;
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        weights.put(name, HostTensor.of(theta.shape(), values));
        return losses(new Network(network.graph(), weights), input);
    }

    private HostTensor moved(int i, double step) {
        int each = input.shape().inner(0);
        double[] values = input.doubles().clone();
        for (int n = 0; n < labels.length; n++) {
            values[n * each + i] += step;
        }
        return HostTensor.of(input.shape(), values);
    }

    private double[] losses(Network network, HostTensor input) {
        double[] z = output(network, input).doubles();
        int classes = z.length / labels.length;
        double[] losses = new double[labels.length];
        for (int n = 0; n < labels.length; n++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(z[n * classes + c]);
            }
            losses[n] = Math.log(sum) - z[n * classes + labels[n]];
        }
        return losses;
    }

    static HostTensor output(Network network, HostTensor input) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(input)));
        }
    }
}
