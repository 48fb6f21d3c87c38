package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
    private final Network network = FineTuningFixture.network();

    @Test
    void shouldStartWithZeroVelocityForEveryTrainableParameter() {
        TrainingState start = TrainingState.start(network);
        assertThat(start.epoch()).isZero();
        assertThat(start.velocity().keySet())
                .containsExactly(
                        "conv1.weight", "bn1.weight", "bn1.bias", "conv2.weight", "conv2.bias", "fc.weight", "fc.bias");
        assertThat(start.velocity().get("fc.weight").doubles()).containsOnly(0);
    }

    @Test
    void shouldComeBackFromItsTensors() {
        TrainingState state =
                new TrainingState(network, TrainingState.start(network).velocity(), 3, 0.25);
        assertThat(TrainingState.of(network.graph(), state.tensors())).isEqualTo(state);
    }

    @Test
    void shouldSayWhatIsMissingFromAStoredState() {
        Map<String, HostTensor> tensors =
                new HashMap<>(TrainingState.start(network).tensors());
        tensors.remove("velocity:fc.bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingState.of(network.graph(), tensors))
                .withMessageContaining("no velocity that fits fc.bias (3)");
        tensors.remove("epoch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingState.of(network.graph(), tensors))
                .withMessageContaining("one number called epoch");
    }
}
