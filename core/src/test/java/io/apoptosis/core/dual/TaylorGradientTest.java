package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaylorGradientTest {
    private final Network network = GoldenNetworks.cnn();
    private final Map<String, HostTensor> golden = GoldenNetworks.resource("tiny_cnn");

    @Test
    void thirdOrderTerm() {
        assertScores(new Expansion(Method.DUAL, Terms.SECOND, 3, false), "T3.");
    }

    @Test
    void thirdOrderAsTheAuthorsReturnIt() {
        assertScores(new Expansion(Method.DUAL, Terms.SECOND, 3, true), "fast3.");
    }

    private void assertScores(Expansion expansion, String prefix) {
        GoldenNetworks.scores(network, expansion, Normalization.RUNNING, golden)
                .forEach((name, score) -> assertThat(GoldenNetworks.relativeError(
                                score, golden.get(prefix + name).doubles()))
                        .as(prefix + name)
                        .isLessThan(1e-8));
    }

    @Test
    void termsAsCombinationsOfDerivativesAlongTheta() {
        assertThat(TaylorGradient.term(2)).containsExactly(-1, 1);
        assertThat(TaylorGradient.term(3)).containsExactly(2, -2, 1);
        assertThat(TaylorGradient.term(4)).containsExactly(-6, 6, -3, 1);
        assertThat(TaylorGradient.published(2)).containsExactly(-1, 1);
        assertThat(TaylorGradient.published(3)).containsExactly(1, -1, 1);
    }
}
