package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.apoptosis.pipeline.run.RunState;
import org.junit.jupiter.api.Test;

class SteeringTest {
    @Test
    void everyStateIsKnownToTheGateway() {
        assertThat(RunState.class.getAnnotation(JsonSubTypes.class).value())
                .extracting(JsonSubTypes.Type::name)
                .filteredOn(state -> !Steering.CANCEL.legalIn(state))
                .containsExactlyInAnyOrder("COMPLETED", "CANCELLED");
    }

    @Test
    void onlyWhatGoesOnIsPausedAndOnlyWhatStoppedIsResumed() {
        assertThat(Steering.PAUSE.legalIn("SCORING")).isTrue();
        assertThat(Steering.PAUSE.legalIn("PAUSED")).isFalse();
        assertThat(Steering.RESUME.legalIn("FAILED")).isTrue();
        assertThat(Steering.RESUME.legalIn("SCORING")).isFalse();
        assertThat(Steering.RETRY.legalIn("COMPLETED")).isTrue();
        assertThat(Steering.RETRY.legalIn("CANCELLED")).isFalse();
    }
}
