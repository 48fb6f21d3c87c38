package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.spec.InvalidSpec;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void aGoodRunPasses() {
        assertThatCode(() -> Rules.check(Candidates.good())).doesNotThrowAnyException();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Candidate good = Candidates.pruning("target: { macs: 0.6 }, skip: [conv0]");
        Candidate bad = new Candidate(
                good.spec(),
                good.network(),
                Candidates.images(10, Candidates.CIFAR, 9),
                Candidates.images(5, Candidates.CIFAR, 12));

        assertThatThrownBy(() -> Rules.check(bad))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContainingAll("$.prune.skip[0]", "$.data.test", "$.importance.batches");
    }
}
