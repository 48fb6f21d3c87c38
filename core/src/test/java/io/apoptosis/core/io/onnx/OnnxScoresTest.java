package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.dual.ScoreGradient;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.AxesAreSums;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second-order scores of imported networks, batch norms kept and folded: H theta is how the gradient changes along theta. */
class OnnxScoresTest {
    private static final double STEP = 1e-6;
    private static final int[] LABELS = {1, 7, 4};

    @ParameterizedTest
    @MethodSource("names")
    void theyEqualCentralDifferences(String name) {
        Network network = OnnxReader.read(Fixtures.bytes(name));
        Map<String, HostTensor> ahead = gradient(network, 1 + STEP, Terms.FIRST);
        Map<String, HostTensor> behind = gradient(network, 1 - STEP, Terms.FIRST);

        Map<String, HostTensor> second = gradient(network, 1, Terms.SECOND);

        assertThat(second.keySet()).isEqualTo(new HashSet<>(network.graph().trainable()));
        double difference = 0;
        double norm = 0;
        for (String parameter : second.keySet()) {
            double[] exact = second.get(parameter).doubles();
            for (int i = 0; i < exact.length; i++) {
                double numeric = (ahead.get(parameter).doubles()[i]
                                - behind.get(parameter).doubles()[i])
                        / (2 * STEP);
                difference += (numeric - exact[i]) * (numeric - exact[i]);
                norm += exact[i] * exact[i];
            }
        }
        assertThat(Math.sqrt(difference / norm)).as("relative error").isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("names")
    void alongAxesTheyAreReadOffAtTheRims(String name) {
        Network network = OnnxReader.read(Fixtures.bytes(name));
        HostTensor images = Fixtures.images(network, LABELS.length);
        AxesAreSums.hold(network, images, LABELS, Terms.SECOND, Normalization.RUNNING);
    }

    static Stream<String> names() {
        return Stream.of(
                "resnet18",
                "resnet18_folded",
                "mobilenetv2",
                "densenet",
                "mixed",
                "segments",
                "vit_timm",
                "decoder",
                "language",
                "fused");
    }

    /** At theta times the factor; statistics and constants stay. */
    private static Map<String, HostTensor> gradient(Network network, double factor, Terms terms) {
        Set<String> trainable = new HashSet<>(network.graph().trainable());
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> {
                HostTensor exact = tensor.as(DType.FLOAT64);
                weights.put(name, scope.of(trainable.contains(name) ? exact.map(v -> v * factor) : exact));
            });
            HostTensor images = Fixtures.images(network, LABELS.length);
            return new ScoreGradient(network.graph(), terms, Normalization.RUNNING).of(scope, weights, images, LABELS);
        }
    }
}
