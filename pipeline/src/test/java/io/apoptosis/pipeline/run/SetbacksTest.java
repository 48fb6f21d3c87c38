package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static io.apoptosis.pipeline.run.Example.failure;
import static io.apoptosis.pipeline.run.Example.resultOf;
import static io.apoptosis.pipeline.run.Example.shard;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetbacksTest {
    @Test
    void aTransientFailureIsTriedAgainOnceTheBackOffIsOver() {
        Play play = Play.started();

        assertThat(play.on(failure(play.task(), true)).tasks()).isEmpty();
        assertThat(play.after(Duration.ofSeconds(1)).tasks()).isEmpty();
        assertThat(play.after(Duration.ofSeconds(1)).ids()).containsExactly("step-0/evaluate#2");
    }

    @Test
    void theBackOffDoubles() {
        Play play = Play.started();
        play.on(failure(play.task(), true)).after(Duration.ofSeconds(2));
        play.on(failure(play.task(), true));

        assertThat(play.after(Duration.ofSeconds(3)).tasks()).isEmpty();
        assertThat(play.after(Duration.ofSeconds(1)).ids()).containsExactly("step-0/evaluate#3");
    }

    @Test
    void whatFailsTogetherIsNotTriedAgainTogether() {
        Play play = Play.started().work();
        for (Task task : List.copyOf(play.tasks())) {
            play.on(failure(task, true));
        }

        Watch watch = ((Scoring) play.state).watch();
        assertThat(watch.tasks().values())
                .extracting(Handed::retryAt)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        at -> assertThat(at).isBetween(Example.START.plusMillis(1500), Example.START.plusMillis(2000)));
    }

    @Test
    void theFailureOfAShardNamesIt() {
        Play play = Play.started().work();
        play.on(failure(play.tasks().get(2), false));

        assertThat(RunView.of(play.state).failure().shard()).isEqualTo(2);
    }

    @Test
    void theFifthTransientFailureEndsTheRunWithItsCause() {
        Play play = Play.started();
        for (int attempt = 1; attempt <= 4; attempt++) {
            play.on(failure(play.task(), true)).after(Duration.ofMinutes(1));
        }
        play.on(failure(play.task(), true));

        assertThat(play.state)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure())
                                .isEqualTo(new RunView.Failure(
                                        "store",
                                        0,
                                        null,
                                        "step-0/evaluate",
                                        "no answer from the store (5 tries)",
                                        "check it")));
    }

    @Test
    void aPermanentFailureEndsTheRunAtOnce() {
        Play play = Play.started();

        play.on(failure(play.task(), false));

        assertThat(play.state).isInstanceOf(Failed.class);
        assertThat(play.after(Duration.ofHours(1)).tasks()).isEmpty();
    }

    @Test
    void theFailureOfAnOlderAttemptSaysNothingAboutTheNewOne() {
        Play play = Play.started();
        Task first = play.task();
        play.on(failure(first, true)).after(Duration.ofMinutes(1));
        RunState second = play.state;

        assertThat(play.on(failure(first, false)).state).isEqualTo(second);
    }

    @Test
    void theSameFailureToldTwiceCostsOneTry() {
        Play play = Play.started();
        Task first = play.task();
        RunState waiting = play.on(failure(first, true)).state;

        assertThat(play.on(failure(first, true)).state).isEqualTo(waiting);
    }

    @Test
    void theResultOfAnOlderAttemptCounts() {
        Play play = Play.started();
        Task first = play.task();
        play.on(failure(first, true)).after(Duration.ofMinutes(1));

        assertThat(play.on(resultOf(first)).state).isInstanceOf(Scoring.class);
    }

    @Test
    void aTaskWithoutHeartbeatsIsTriedAgain() {
        Play play = Play.started();
        play.on(beat(play.task(), 1, 10));

        assertThat(play.after(Duration.ofSeconds(59)).tasks()).isEmpty();
        assertThat(play.after(Duration.ofSeconds(1)).ids()).containsExactly("step-0/evaluate#2");
    }

    @Test
    void aHeartbeatKeepsTheTaskWhereItIs() {
        Play play = Play.started();
        Task task = play.task();
        play.on(beat(task, 1, 10)).after(Duration.ofSeconds(59));

        play.on(beat(task, 2, 10)).after(Duration.ofSeconds(59));

        assertThat(play.tasks()).isEmpty();
    }

    @Test
    void aTaskLostAgainAndAgainFailsTheRunNamingTheWorker() {
        Play play = Play.started();
        for (int attempt = 1; attempt <= 5; attempt++) {
            play.on(beat(play.task(), 1, 10)).after(Duration.ofMinutes(1));
        }

        assertThat(play.state).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().category()).isEqualTo("worker-lost");
            assertThat(failed.failure().cause()).contains("60 s", "worker w", "5 tries");
        });
    }

    @Test
    void waitingInTheQueueIsNoFailure() {
        Play play = Play.started();

        assertThat(play.after(Duration.ofMinutes(9)).tasks()).isEmpty();
        for (int publication = 0; publication < 20; publication++) {
            assertThat(play.after(Duration.ofMinutes(10)).ids()).containsExactly("step-0/evaluate#1");
        }
    }

    @Test
    void aFailedRunResumesWithWhatItHasAndAllItsTries() {
        Play play = Play.started().work();
        Task lost = play.tasks().get(0);
        play.on(shard(1, 1)).on(failure(lost, false));

        play.resume();

        assertThat(play.ids()).containsExactly("step-1/score/0#2", "step-1/score/2#2");
        Task again = play.tasks().get(0);
        assertThat(play.on(failure(again, true)).state).isInstanceOf(Scoring.class);
    }
}
