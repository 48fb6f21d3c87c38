package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import org.junit.jupiter.api.Test;

class NetworkFitsTogetherTest {
    @Test
    void refusesANetworkForAnotherNumberOfClasses() {
        Candidate good = Candidates.good();
        Candidate other = new Candidate(
                good.spec().withModel(new ModelSpec(null, 100, "object:g", "object:w", null)),
                good.network(),
                good.train(),
                good.test());

        assertThat(new NetworkFitsTogether().problems(other))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("10 classes", "100"));
    }

    @Test
    void holdsForABuiltInArchitecture() {
        assertThat(new NetworkFitsTogether().problems(Candidates.good())).isEmpty();
    }
}
