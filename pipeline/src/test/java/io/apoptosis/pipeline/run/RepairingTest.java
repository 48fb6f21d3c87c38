package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Task;
import org.junit.jupiter.api.Test;

class RepairingTest {
    private final Play play = Play.started(Example.submit(Example.repairing()));

    /** The dense network is the reference until one has been trained; then that one is. */
    @Test
    void shouldRepairTowardsTheLastTrainedNetwork() {
        play.work().work().work();
        Task.Repair first = (Task.Repair) play.task();
        assertThat(first.checkpoint()).isEqualTo(Example.checkpoint("pruned-1"));
        assertThat(first.reference()).isEqualTo(Example.checkpoint("dense"));
        assertThat(first.since()).isZero();

        play.work().work().work().work().work();
        Task.Repair second = (Task.Repair) play.task();
        assertThat(second.reference()).isEqualTo(Example.checkpoint("tuned-1-1"));
        assertThat(second.since()).isEqualTo(1);
    }

    @Test
    void shouldTrainWhatIsRepaired() {
        play.work().work().work();
        assertThat(play.state).isInstanceOf(Repairing.class);
        play.work();
        assertThat(((Task.Finetune) play.task()).checkpoint()).isEqualTo(Example.checkpoint("repaired-1"));
    }

    @Test
    void shouldRecordWhatTheNetworkIsWorthBeforeAndAfter() {
        play.work().work().work().work();
        RunView.Step step = RunView.of(play.state).steps().get(0);
        assertThat(step.accuracyAfterPruning()).isEqualTo(0.7);
        assertThat(step.accuracyAfterRepair()).isEqualTo(0.75);
    }

    @Test
    void shouldIgnoreAnotherStepsResult() {
        play.work().work().work();
        RunState before = play.state;
        assertThat(play.on(Example.repaired(2)).state).isEqualTo(before);
    }
}
