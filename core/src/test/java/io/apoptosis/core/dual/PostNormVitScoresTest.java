package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scores of a trained vision transformer, attention and all, against those of double backward in float64. */
@Tag("slow")
class PostNormVitScoresTest {
    private static final double TOLERANCE = 1e-9;

    private final Map<String, HostTensor> golden = GoldenNetworks.shared("vit_fenris_exact");
    private final Network network = network();

    private static Network network() {
        Path weights = Path.of(System.getProperty("apoptosis.shared"), "models", "vit_cat_horse.pth");
        assumeTrue(Files.exists(weights), weights + " is not here: the trained vision transformer skipped");
        return Architectures.named("vit_postnorm_cifar", 2).load(Checkpoints.read(weights));
    }

    @Test
    void logitsFirst() {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Execution execution = new Execution(scope, Normalization.RUNNING);
            HostTensor ours = scope.read(new ForwardPass(network.graph())
                    .run(execution, Resident.weights(network, scope), scope.of(vector("input"))));

            assertThat(ours.doubles()).containsExactly(vector("logits").doubles(), within(1e-10));
        }
    }

    @Test
    void firstAndSecondOrderTerms() {
        Map.of("T1.", Terms.FIRST, "T2.", Terms.SECOND).forEach((prefix, terms) -> {
            Map<String, double[]> scores =
                    GoldenNetworks.scores(network, Expansion.of(terms), Normalization.RUNNING, golden);
            assertThat(scores).hasSameSizeAs(network.graph().trainable());
            scores.forEach((name, score) -> requireGolden(prefix, name, score));
        });
    }

    private void requireGolden(String prefix, String name, double[] score) {
        double magnitude = vector(prefix + "abssum." + name).doubles()[0];
        double near = TOLERANCE * magnitude;

        assertThat(Arrays.stream(score).map(Math::abs).sum()).as(prefix + name).isCloseTo(magnitude, within(near));
        assertThat(Arrays.stream(score).sum())
                .as(prefix + name)
                .isCloseTo(vector(prefix + "sum." + name).doubles()[0], within(near));
        HostTensor rows = HostTensor.of(network.weight(name).shape(), score);
        assertThat(rows.sumOverAllBut(0))
                .as(prefix + name)
                .containsExactly(vector(prefix + "row." + name).doubles(), within(near));
        if (golden.containsKey(prefix + "full." + name)) {
            assertThat(score)
                    .as(prefix + name)
                    .containsExactly(vector(prefix + "full." + name).doubles(), within(near));
        }
    }

    private HostTensor vector(String name) {
        return Objects.requireNonNull(golden.get(name), name);
    }
}
