package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepTimesTest {
    @Test
    void whoHadAPartWaitedWhenNotAtATask() {
        StepTimes times = StepTimes.NONE
                .with(shard(8, new Spent(7, 0.5), "w1"))
                .with(shard(4, new Spent(3, 0.25), "w2"))
                .with(shard(4, new Spent(3, 0.25), "w2"))
                .ended(Duration.ofSeconds(10));

        assertThat(times.split()).isEqualTo(new StepTimes.Split(13, 1, 2, 4));
    }

    @Test
    void stagesAddUpEachWithItsOwnWorkers() {
        StepTimes times = StepTimes.NONE
                .with(shard(8, new Spent(8, 0), "w1"))
                .with(shard(8, new Spent(8, 0), "w2"))
                .ended(Duration.ofSeconds(10))
                .with(shard(3, new Spent(1, 1), "pruner"))
                .ended(Duration.ofSeconds(4));

        assertThat(times.split()).isEqualTo(new StepTimes.Split(17, 1, 1, 5));
    }

    @Test
    void nothingIsSaidWhileItIsNotKnownWhoHasAPart() {
        assertThat(StepTimes.NONE.split()).isNull();
        assertThat(StepTimes.NONE.with(shard(8, new Spent(7, 0.5), "w1")).split())
                .isNull();
    }

    /** A worker's clock and the gateway's differ. */
    @Test
    void nobodyWaitsForLessThanNoTime() {
        StepTimes times = StepTimes.NONE.with(shard(2, new Spent(2.5, 0), "w1")).ended(Duration.ofSeconds(1));

        assertThat(times.split()).isEqualTo(new StepTimes.Split(2.5, 0, 0, 0));
    }

    private static ShardScored shard(double seconds, Spent spent, String worker) {
        return new ShardScored("r1", 1, 0, new ObjectRef("s", "d"), 8, 1, seconds, spent, worker);
    }
}
