package io.apoptosis.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.dual.AxisGradient;
import io.apoptosis.core.dual.BatchMeans;
import io.apoptosis.core.dual.ScoreGradient;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What is read off at layers' rims is what the elements' scores add up to, along every axis of every parameter but the kernels'. */
public final class AxesAreSums {
    private static final double RELATIVE = 1e-9;
    private static final double NOTHING = 1e-15;

    private AxesAreSums() {}

    public static void hold(
            Network network, HostTensor images, int[] labels, Terms terms, Normalization normalization) {
        Set<AxisRef> axes = axes(network);
        Map<String, HostTensor> along =
                on(network, new AxisGradient(network, terms, normalization, axes), images, labels);
        Map<String, HostTensor> elements =
                on(network, new ScoreGradient(network.graph(), terms, normalization), images, labels);

        assertThat(along).hasSameSizeAs(axes);
        for (AxisRef axis : axes) {
            HostTensor theta = network.weight(axis.name());
            double[] products = elements.get(axis.name()).doubles().clone();
            double sizes = 0;
            for (int i = 0; i < products.length; i++) {
                products[i] *= theta.doubles()[i];
                sizes += Math.abs(products[i]);
            }
            double[] sums = HostTensor.of(theta.shape(), products).sumOverAllBut(axis.axis());
            // A bias in front of a norm has no score but rounding.
            double tolerance = RELATIVE * sizes + NOTHING;
            assertThat(along.get(axis.toString()).doubles())
                    .as(axis.toString())
                    .hasSameSizeAs(sums)
                    .satisfies(read -> IntStream.range(0, sums.length)
                            .forEach(i -> assertThat(read[i])
                                    .as("%d", i)
                                    .isBetween(sums[i] - tolerance, sums[i] + tolerance)));
        }
    }

    private static Set<AxisRef> axes(Network network) {
        Set<AxisRef> axes = new TreeSet<>();
        for (String name : network.graph().trainable()) {
            int rank = network.weight(name).shape().rank();
            for (int axis = 0; axis < (rank > 2 ? 2 : rank); axis++) {
                axes.add(AxisRef.parameter(name, axis));
            }
        }
        return axes;
    }

    private static Map<String, HostTensor> on(Network network, BatchMeans means, HostTensor images, int[] labels) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            return means.of(scope, Resident.weights(network, scope), images, labels);
        }
    }
}
