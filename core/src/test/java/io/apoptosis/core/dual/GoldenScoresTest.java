package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** First- and second-order scores in float64 against vectors that independent implementations computed by double backward. */
class GoldenScoresTest {

    @Test
    void tinyCnn() {
        assertScores(GoldenNetworks.cnn(), GoldenNetworks.resource("tiny_cnn"), Normalization.RUNNING, 1e-9);
    }

    @Test
    void tinyResidual() {
        assertScores(GoldenNetworks.residual(), GoldenNetworks.resource("tiny_residual"), Normalization.RUNNING, 1e-9);
    }

    @Test
    @Tag("slow")
    void resnet20WithRunningStatistics() {
        Map<String, HostTensor> golden = GoldenNetworks.shared("resnet20_exact_eval");
        assertScores(GoldenNetworks.resnet20(), golden, Normalization.RUNNING, 1e-8);
    }

    @Test
    @Tag("slow")
    void resnet20WithBatchStatistics() {
        Map<String, HostTensor> golden = GoldenNetworks.shared("resnet20_exact_batchstats");
        assertScores(GoldenNetworks.resnet20(), golden, Normalization.BATCH, 1e-8);
    }

    private static void assertScores(
            Network network, Map<String, HostTensor> golden, Normalization normalization, double tolerance) {
        Map<String, Terms> terms = Map.of("T1.", Terms.FIRST, "T2.", Terms.SECOND);
        terms.forEach((prefix, term) -> GoldenNetworks.scores(network, Expansion.of(term), normalization, golden)
                .forEach((name, score) -> assertThat(GoldenNetworks.relativeError(
                                score, golden.get(prefix + name).doubles()))
                        .as(prefix + name)
                        .isLessThan(tolerance)));
    }
}
