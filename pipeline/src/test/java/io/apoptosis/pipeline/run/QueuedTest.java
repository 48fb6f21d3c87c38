package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.shard;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueuedTest {
    @Test
    void aSubmittedRunHandsOutNothingUntilItIsLetIn() {
        Play play = Play.queued(Example.submit());

        assertThat(play.tasks()).isEmpty();
        assertThat(play.after(Duration.ofHours(1)).tasks()).isEmpty();
        assertThat(play.state.phase()).isEqualTo(Phase.WAITING);
        assertThat(play.admit().ids()).containsExactly("step-0/evaluate#1");
        assertThat(play.state.phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void anAdmissionToAnEarlierWaitIsNotForThisOne() {
        Play play = Play.queued(Example.submit());
        StartRun first = new StartRun(Example.ID, Example.START, play.state.ticket());

        RunState again = play.admit().pause().resumeOnly().state;

        assertThat(again).isInstanceOf(Queued.class);
        assertThat(new RunFold(RetryPolicy.DEFAULT).on(again, first).next()).isEqualTo(again);
    }

    @Test
    void aRunThatWaitsCanBePausedAndCancelled() {
        assertThat(Play.queued(Example.submit()).pause().state).isInstanceOf(Paused.class);
        assertThat(Play.queued(Example.submit()).cancel().state).isInstanceOf(Cancelled.class);
    }

    @Test
    void lateResultsCountWhileItWaits() {
        Play play = Play.started().work().pause().resumeOnly();

        play.on(shard(1, 0)).on(shard(1, 1)).on(shard(1, 2));

        assertThat(play.state).isInstanceOf(Queued.class);
        assertThat(play.tasks()).isEmpty();
        assertThat(play.admit().ids()).containsExactly("step-1/prune#1");
    }

    @Test
    void afterItsDeadlineARunFailsWhereverItIs() {
        Handling hurried =
                new Handling("ada", Handling.Priority.NORMAL, Example.START.plusSeconds(60), Handling.Keep.ALL);

        for (Play play : new Play[] {
            Play.queued(Example.submit(hurried)),
            Play.started(Example.submit(hurried)),
            Play.started(Example.submit(hurried)).pause()
        }) {
            assertThat(play.after(Duration.ofSeconds(59)).state).isNotInstanceOf(Failed.class);
            assertThat(play.after(Duration.ofSeconds(1)).state)
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.failure().category()).isEqualTo("deadline"));
            assertThat(play.resume().after(Duration.ofDays(1)).state)
                    .as("a person let it go on")
                    .isInstanceOf(Evaluating.class);
        }
    }
}
