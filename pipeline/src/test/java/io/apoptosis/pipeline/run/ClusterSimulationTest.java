package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules of a whole cluster; all invariants hold in all of them. {@code -Dsimulation.seed=N} plays one again,
 * {@code -Dsimulation.schedules=N} plays so many.
 */
class ClusterSimulationTest {
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 400);

    @Test
    void everyRunEndsInItsResultWhateverHappens() {
        Long one = Long.getLong("simulation.seed");
        LongStream seeds = one == null ? LongStream.range(0, SCHEDULES) : LongStream.of(one);

        seeds.parallel().forEach(seed -> play(seed, (state, event) -> event));
    }

    /** The same shard under another's name: what a fold that counts a duplicate would make of it. */
    @Test
    void aFoldThatCountsDuplicatesIsCaught() {
        BiFunction<RunState, Event, Event> countsTwice = (state, event) -> state instanceof Scoring scoring
                        && event instanceof ShardScored scored
                        && scored.step() == scoring.step()
                        && scoring.shards().containsKey(scored.shard())
                ? underAnothersName(scoring, scored)
                : event;

        assertThat(LongStream.range(0, 1_000).anyMatch(seed -> fails(seed, countsTwice)))
                .as("caught within 1,000 schedules")
                .isTrue();
    }

    private static Event underAnothersName(Scoring scoring, ShardScored scored) {
        int missing = LongStream.range(0, scoring.total())
                .mapToInt(shard -> (int) shard)
                .filter(shard -> !scoring.shards().containsKey(shard))
                .findFirst()
                .orElseThrow();
        return new ShardScored(
                scored.runId(),
                scored.step(),
                missing,
                scored.result(),
                scored.images(),
                scored.attempt(),
                scored.seconds(),
                scored.spent(),
                "w");
    }

    private static boolean fails(long seed, BiFunction<RunState, Event, Event> onTheWay) {
        try {
            play(seed, onTheWay);
            return false;
        } catch (AssertionError caught) {
            return true;
        }
    }

    private static void play(long seed, BiFunction<RunState, Event, Event> onTheWay) {
        try {
            Map<String, RunState> end = new ClusterSimulation(seed, onTheWay).toTheEnd();
            assertThat(end.values()).allMatch(state -> state instanceof Completed || state instanceof Cancelled);
        } catch (AssertionError e) {
            throw new AssertionError("seed %d (-Dsimulation.seed=%d): %s".formatted(seed, seed, e.getMessage()), e);
        }
    }
}
