package io.apoptosis.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.cluster.Members.Member;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.run.ClusterView;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.TaskView;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void whoWorksAtWhatAndWhoIsIdle() {
        ClusterView cluster = Census.take(
                Optional.of(List.of(new Member(Kind.SCORER, "scorer-1"), new Member(Kind.PRUNER, "pruner"))),
                List.of(scoring(running("step-1/score/3", "scorer-1", NOW))),
                NOW);

        assertThat(cluster.complete()).isTrue();
        assertThat(cluster.workers()).hasSize(2);
        assertThat(cluster.workers().get(0).work())
                .isEqualTo(new ClusterView.Work("run-1", "test", "step-1/score/3", 2, 0.25, NOW));
        assertThat(cluster.workers().get(1)).isEqualTo(new ClusterView.Worker("pruner", "pruner", null));
    }

    @Test
    void aWorkerAtWorkIsThereEvenWhereTheBrokerDoesNotAnswer() {
        ClusterView cluster =
                Census.take(Optional.empty(), List.of(scoring(running("step-1/score/0", "scorer-9", NOW))), NOW);

        assertThat(cluster.complete()).isFalse();
        assertThat(cluster.workers()).extracting(ClusterView.Worker::name).containsExactly("scorer-9");
    }

    @Test
    void whoHasBeenSilentIsNotCountedAsWorking() {
        Instant longAgo = NOW.minus(Census.SILENCE).minusSeconds(1);

        assertThat(Census.take(Optional.empty(), List.of(scoring(running("step-1/score/0", "scorer-9", longAgo))), NOW)
                        .workers())
                .isEmpty();
    }

    /** Five shards of which two are done, one under way. */
    @Test
    void aQueueHoldsWhatNobodyHasTakenYet() {
        RunView run = scoring(
                done("step-1/score/0", 4, NOW.minusSeconds(30)),
                done("step-1/score/1", 6, NOW.minusSeconds(20)),
                done("step-0/evaluate", 9, NOW.minus(Census.WINDOW).minusSeconds(1)),
                running("step-1/score/2", "scorer-1", NOW));

        ClusterView cluster = Census.take(Optional.of(List.of()), List.of(run), NOW);

        assertThat(cluster.queues())
                .containsExactly(
                        new ClusterView.Queue("scorer", 1, 1, 2, 0.4, 5.0),
                        new ClusterView.Queue("pruner", 0, 0, 0, 0, null),
                        new ClusterView.Queue("finetuner", 0, 0, 0, 0, null));
    }

    @Test
    void aRunThatWasJustHandedOutWaitsWithAllItsShards() {
        assertThat(Census.take(Optional.empty(), List.of(view("SCORING", null, List.of())), NOW)
                        .queues()
                        .get(0)
                        .waiting())
                .isEqualTo(5);
    }

    @Test
    void onlyTheFinetunerHasWorkWhileARunIsTuned() {
        assertThat(Census.take(Optional.empty(), List.of(view("FINETUNING", null, List.of())), NOW)
                        .queues())
                .extracting(ClusterView.Queue::waiting)
                .containsExactly(0, 0, 1);
    }

    @Test
    void pausedAndQueuedRunsHaveNoTasks() {
        ClusterView cluster = Census.take(
                Optional.empty(), List.of(view("PAUSED", null, List.of()), view("QUEUED", null, List.of())), NOW);

        assertThat(cluster.queues()).extracting(ClusterView.Queue::waiting).containsOnly(0);
        assertThat(cluster.queuedRuns()).isEqualTo(1);
    }

    private static TaskView running(String task, String worker, Instant seen) {
        return new TaskView(task, "running", 2, worker, 0.25, null, seen);
    }

    private static TaskView done(String task, double seconds, Instant at) {
        return new TaskView(task, "done", 1, "scorer-1", 1, seconds, at);
    }

    private static RunView scoring(TaskView... tasks) {
        return view("SCORING", new RunView.Progress("SCORING", 1, 2, 5, "shards", 0.45), List.of(tasks));
    }

    private static RunView view(String state, RunView.@Nullable Progress progress, List<TaskView> tasks) {
        return new RunView(
                "run-1",
                "test",
                state,
                1,
                NOW,
                NOW,
                RunSpecs.parse("""
                        model: { architecture: resnet20, classes: 10, weights: w }
                        data: { train: { cifar10: a }, test: { cifar10: b } }
                        """, "test.yaml"),
                1,
                null,
                List.of(),
                tasks,
                null,
                progress,
                null,
                Map.of(),
                Handling.DEFAULT);
    }
}
