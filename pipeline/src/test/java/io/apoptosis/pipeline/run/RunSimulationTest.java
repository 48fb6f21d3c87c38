package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whole runs on a network that duplicates, reorders and loses, with workers that die; invariants are checked after every message. */
class RunSimulationTest {
    private static final int SEEDS = 300;
    private static final int MAX_MESSAGES = 100_000;
    private static final RetryPolicy PATIENT =
            new RetryPolicy(1_000, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    @TestFactory
    Stream<DynamicTest> everyInterleavingEndsInTheSameResult() {
        RunState expected = Reference.completed();
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Simulation simulation = new Simulation(seed);
                    Completed end = simulation.toTheEnd();
                    assertThat(end.files()).as("seed %d", seed).isEqualTo(((Completed) expected).files());
                    assertThat(checkpoints(end)).as("seed %d", seed).isEqualTo(checkpoints(expected));
                    assertThat(simulation.completions)
                            .as("seed %d: completions", seed)
                            .isEqualTo(1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aCancelledRunStaysCancelledWhateverIsStillUnderWay() {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Simulation simulation = new Simulation(seed);
                    simulation.cancelledAfter(seed % 60);
                }));
    }

    private static List<Object> checkpoints(RunState state) {
        return state.run().steps().stream()
                .<Object>map(step -> List.of(step.plan(), step.checkpoint(), step.measured()))
                .toList();
    }

    private static final class Reference {
        static RunState completed() {
            Play play = Play.started();
            while (!(play.state instanceof Completed)) {
                play.work();
            }
            return play.state;
        }
    }

    private static final class Simulation {
        private final Random random;
        private final RunFold fold = new RunFold(PATIENT);
        private final List<Task> queue = new ArrayList<>();
        private final List<Event> wire = new ArrayList<>();
        private final Map<String, Integer> attempts = new HashMap<>();
        private Instant now = Example.START;
        private RunState state;
        private int completions;

        Simulation(int seed) {
            random = new Random(seed);
            Decision first = fold.on(Example.submit());
            state = first.next();
            queue.addAll(first.tasks());
        }

        Completed toTheEnd() {
            for (int message = 0; message < MAX_MESSAGES && !(state instanceof Completed); message++) {
                step();
            }
            Completed end = (Completed) state;
            List.copyOf(wire).forEach(late -> take(fold.on(state, late, now)));
            assertThat(state).isEqualTo(end);
            return end;
        }

        /** The seeds up to 60 messages do not finish a run. */
        void cancelledAfter(int messages) {
            IntStream.range(0, messages).forEach(message -> step());
            take(fold.on(state, new Command.CancelRun(Example.ID, now)));
            queue.clear();
            RunState cancelled = state;
            assertThat(cancelled).isInstanceOf(Cancelled.class);
            IntStream.range(0, 100).forEach(message -> step());
            assertThat(state).isEqualTo(cancelled);
            assertThat(queue).isEmpty();
        }

        private void step() {
            int dice = random.nextInt(40);
            if (state instanceof Queued queued && dice < 10) {
                take(fold.on(state, new Command.StartRun(Example.ID, now, queued.ticket())));
                return;
            }
            if (dice < 16 && !queue.isEmpty()) {
                work(queue.remove(random.nextInt(queue.size())));
            } else if (dice < 34 && !wire.isEmpty()) {
                deliver();
            } else if (dice < 36) {
                take(fold.on(state, new Command.PauseRun(Example.ID, now)));
            } else if (dice < 38) {
                take(fold.on(state, new Command.ResumeRun(Example.ID, now)));
            } else {
                now = now.plusSeconds(random.nextInt(90));
                take(fold.on(state, new Tick(now)));
            }
        }

        private void work(Task task) {
            wire.add(Example.beat(task, random.nextInt(5), 5));
            switch (random.nextInt(6)) {
                case 0 -> {} // killed
                case 1 -> wire.add(Example.failure(task, true));
                default -> wire.add(Example.resultOf(task));
            }
        }

        private void deliver() {
            int index = random.nextInt(wire.size());
            Event event = wire.get(index);
            int dice = random.nextInt(10);
            if (dice > 1) {
                wire.remove(index); // else it comes again
            }
            if (dice < 9) {
                take(fold.on(state, event, now));
            } // else it is lost
        }

        private void take(Decision decision) {
            if (decision.next() instanceof Completed && !(state instanceof Completed)) {
                completions++;
            }
            assertThat(decision.next().run().version())
                    .isGreaterThanOrEqualTo(state.run().version());
            state = decision.next();
            decision.tasks().forEach(this::publish);
        }

        private void publish(Task task) {
            assertThat(task.attempt())
                    .as("attempts of %s only grow", task.id())
                    .isGreaterThanOrEqualTo(attempts.getOrDefault(task.id(), 1));
            attempts.put(task.id(), task.attempt());
            if (task instanceof Task.Prune prune) {
                assertThat(prune.shards()).doesNotHaveDuplicates().hasSize(3);
            }
            queue.add(task);
        }
    }
}
