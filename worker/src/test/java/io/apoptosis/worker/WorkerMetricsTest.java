package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task.Score;
import io.apoptosis.pipeline.queue.Delivery;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.worker.WorkerMetrics.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private static final ObjectRef OBJECT = new ObjectRef("key", "sum");
    private static final Score SHARD =
            new Score("r1", 1, 0, 1, new Checkpoint(OBJECT, OBJECT), RunSpecs.parse("""
                    model: { architecture: resnet20, classes: 10, weights: w }
                    data: { train: { cifar10: a }, test: { cifar10: b } }
                    """, "test.yaml"));

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMetrics metrics =
            new WorkerMetrics(registry, new Settings(), new Handlers(List.of(new Scoring())));

    @Test
    void countersStartAtZero() {
        assertThat(tasks("done")).isZero();
        assertThat(tasks("failed")).isZero();
        assertThat(registry.get("apoptosis.retries")
                        .tag("kind", "score")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void aShardIsTimedAndCounted() {
        metrics.done(SHARD, new ShardScored("r1", 1, 0, OBJECT, 640, 1, 2, Spent.UNTOLD, "w"), Duration.ofSeconds(3));

        assertThat(registry.get("apoptosis.shard").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(registry.get("apoptosis.images.per.second").gauge().value()).isEqualTo(320);
        assertThat(tasks("done")).isEqualTo(1);
    }

    @Test
    void anotherDeliveryIsARetry() {
        metrics.taken(SHARD, new Delivery(2));

        assertThat(registry.get("apoptosis.retries")
                        .tag("kind", "score")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void busyFromTakingToTheEnd() {
        metrics.taken(SHARD, new Delivery(1));
        assertThat(busy()).isEqualTo(1);

        metrics.ended(SHARD, Outcome.DROPPED);
        metrics.free();
        assertThat(busy()).isZero();
    }

    private double busy() {
        return registry.get("apoptosis.worker.busy")
                .tag("kind", "score")
                .gauge()
                .value();
    }

    private double tasks(String outcome) {
        return registry.get("apoptosis.tasks").tag("outcome", outcome).counter().count();
    }

    private static final class Scoring implements TaskHandler<Score> {
        @Override
        public Class<Score> kind() {
            return Score.class;
        }

        @Override
        public Event handle(Score task, Progress progress) {
            throw new UnsupportedOperationException("nothing is scored here");
        }
    }

    private record Settings() implements WorkerSettings {
        @Override
        public String queue() {
            return "apoptosis.tasks.score";
        }

        @Override
        public String group() {
            return "scorers";
        }

        @Override
        public String name() {
            return "scorer-1";
        }

        @Override
        public Path cache() {
            return Path.of("cache");
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public short replication() {
            return 1;
        }
    }
}
