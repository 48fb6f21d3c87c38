package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Algorithm 1 against what an independent implementation of it, and the authors' own code, gave in float64. */
class LayerwiseGradientTest {
    static final Expansion OURS = new Expansion(Method.LAYERWISE, Terms.SECOND, 2, false);
    static final Expansion AUTHORS = new Expansion(Method.LAYERWISE, Terms.SECOND, 2, true);

    @Test
    void tinyCnn() {
        Map<String, HostTensor> golden = GoldenNetworks.resource("tiny_cnn");
        assertScores(GoldenNetworks.cnn(), golden, golden, Normalization.RUNNING, 1e-9);
    }

    /** Joins a residual branch, behind which the authors count twice. */
    @Test
    void tinyResidual() {
        Map<String, HostTensor> golden = GoldenNetworks.resource("tiny_residual");
        assertScores(GoldenNetworks.residual(), golden, golden, Normalization.RUNNING, 1e-9);
    }

    @Test
    @Tag("slow")
    void resnet20WithRunningStatistics() {
        assertResnet20("eval", Normalization.RUNNING);
    }

    @Test
    @Tag("slow")
    void resnet20WithBatchStatistics() {
        assertResnet20("batchstats", Normalization.BATCH);
    }

    private static void assertResnet20(String statistics, Normalization normalization) {
        Map<String, HostTensor> golden = GoldenNetworks.shared("resnet20_layerwise_" + statistics);
        Map<String, HostTensor> batch = GoldenNetworks.shared("resnet20_exact_" + statistics);
        assertScores(GoldenNetworks.resnet20(), golden, batch, normalization, 1e-8);
    }

    private static void assertScores(
            Network network,
            Map<String, HostTensor> golden,
            Map<String, HostTensor> batch,
            Normalization normalization,
            double tolerance) {
        GoldenNetworks.scores(network, OURS, normalization, batch)
                .forEach((name, score) -> assertThat(GoldenNetworks.relativeError(score, upAndDown(golden, name)))
                        .as("up + down of " + name)
                        .isLessThan(tolerance));
        GoldenNetworks.scores(network, AUTHORS, normalization, batch)
                .forEach((name, score) -> assertThat(GoldenNetworks.relativeError(
                                score, golden.get("ref." + name).doubles()))
                        .as("ref of " + name)
                        .isLessThan(tolerance));
    }

    /** What Algorithm 1 leaves out: without norms it is (H - G) theta, G the Gauss-Newton matrix. */
    @Test
    void lacksTheGaussNewtonPartOfTheExactScores() {
        Map<String, HostTensor> golden = GoldenNetworks.resource("tiny_cnn");
        Map<String, double[]> exact =
                GoldenNetworks.scores(GoldenNetworks.cnn(), Expansion.of(Terms.SECOND), Normalization.RUNNING, golden);
        GoldenNetworks.scores(GoldenNetworks.cnn(), OURS, Normalization.RUNNING, golden)
                .forEach((name, score) -> {
                    double[] lacking = exact.get(name).clone();
                    for (int i = 0; i < lacking.length; i++) {
                        lacking[i] -= score[i];
                    }
                    assertThat(GoldenNetworks.relativeError(
                                    lacking, golden.get("GN." + name).doubles()))
                            .as("GN of " + name)
                            .isLessThan(1e-9);
                });
    }

    private static double[] upAndDown(Map<String, HostTensor> golden, String name) {
        double[] sum = golden.get("up." + name).doubles().clone();
        double[] down = golden.get("down." + name).doubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += down[i];
        }
        return sum;
    }
}
