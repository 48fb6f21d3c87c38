package io.apoptosis.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.spec.RunSpec;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void namesAreThePathsOfTheSpecification() {
        assertThat(Parameters.of(Views.SPEC))
                .containsEntry("model.architecture", "resnet20")
                .containsEntry("prune.target.macs", "0.6")
                .containsEntry("prune.iterations", "2")
                .containsEntry("data.normalize.mean", "0.5, 0.25, 0.125")
                .containsEntry("importance.criterion", Views.SPEC.importance().criterion())
                .doesNotContainValue("");
    }

    @Test
    void aValueIsNoLongerThanOldServersTake() {
        RunSpec spec = Views.SPEC.withModel(Views.SPEC.model().at(null, "w".repeat(2000)));

        assertThat(Parameters.of(spec).get("model.weights")).hasSize(500).endsWith("w…");
    }
}
