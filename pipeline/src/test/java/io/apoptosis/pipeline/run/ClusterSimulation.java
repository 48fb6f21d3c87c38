package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.admission.Admission;
import io.apoptosis.pipeline.admission.AdmissionPolicy;
import io.apoptosis.pipeline.admission.Place;
import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Command.CancelRun;
import io.apoptosis.pipeline.message.Command.PauseRun;
import io.apoptosis.pipeline.message.Command.ResumeRun;
import io.apoptosis.pipeline.message.Command.RetryRun;
import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.TaskFailed;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.message.Handling.Priority;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Several runs of several owners, their fold, admission, and workers that die, on a network that drops, duplicates, delays and reorders
 * what workers say, with people who meddle and a clock that jumps. After every message the invariants are checked. What the gateway
 * tells itself (admission, starts) is delayed but neither lost nor reordered: that is what its transactions are for.
 */
final class ClusterSimulation {
    private static final int MAX_MESSAGES = 50_000;
    private static final int MEDDLING = 400;
    private static final AdmissionPolicy POLICY = new AdmissionPolicy(2, 3, 4);
    private static final RetryPolicy PATIENT =
            new RetryPolicy(1_000, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private final Random random;
    private final RunFold fold = new RunFold(PATIENT);
    private final BiFunction<RunState, Event, Event> onTheWay;
    private final Admission admission = new Admission(POLICY, List.of());
    private final Map<String, RunState> states = new TreeMap<>();
    private final Map<String, long[]> progress = new HashMap<>();
    private final Map<String, Integer> completions = new HashMap<>();
    private final Map<String, Integer> retries = new HashMap<>();
    private final List<Task> queue = new ArrayList<>();
    private final List<Event> wire = new ArrayList<>();
    private final Deque<RunStanding> words = new ArrayDeque<>();
    private final Deque<Command> commands = new ArrayDeque<>();
    private Instant now = Example.START;
    private int messages;

    /** @param onTheWay what a message becomes before the fold sees it: where a test plants a bug */
    ClusterSimulation(long seed, BiFunction<RunState, Event, Event> onTheWay) {
        this.random = new Random(seed);
        this.onTheWay = onTheWay;
        int count = 2 + random.nextInt(4);
        for (int run = 0; run < count; run++) {
            Handling handling = new Handling(
                    "owner-" + random.nextInt(2),
                    Priority.values()[random.nextInt(3)],
                    null,
                    Keep.values()[random.nextInt(3)]);
            SubmitRun submit = new SubmitRun(
                    "run-" + run,
                    now,
                    random.nextBoolean() ? Example.spec() : Example.repairing(),
                    Example.checkpoint("dense"),
                    1000,
                    100,
                    handling);
            keep(null, fold.on(submit));
        }
    }

    /** Until every run is over and stays so. */
    Map<String, RunState> toTheEnd() {
        while (messages < MAX_MESSAGES && states.values().stream().anyMatch(ClusterSimulation::goesOn)) {
            messages++;
            step();
        }
        assertThat(states.values()).as("every run ends").noneMatch(ClusterSimulation::goesOn);
        List.copyOf(wire).forEach(late -> deliver(late));
        states.values().forEach(state -> assertThat(state.phase()).isEqualTo(Phase.OUT));
        return states;
    }

    private static boolean goesOn(RunState state) {
        return state instanceof Open || state instanceof Failed;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 35 && !queue.isEmpty()) {
            work(queue.remove(random.nextInt(queue.size())));
        } else if (dice < 75 && !wire.isEmpty()) {
            lossy();
        } else if (dice < 82 && !words.isEmpty()) {
            hear(words.poll());
        } else if (dice < 90 && !commands.isEmpty()) {
            obey(commands.poll());
        } else if (dice < 95) {
            meddle();
        } else {
            now = now.plusSeconds(random.nextInt(90));
            List.copyOf(states.values()).forEach(state -> keep(state, fold.on(state, new Tick(now))));
        }
    }

    private void work(Task task) {
        wire.add(new TaskProgressed(task.runId(), task.id(), task.attempt(), random.nextInt(5), 5, "batches", "w"));
        switch (random.nextInt(8)) {
            case 0 -> {} // killed
            case 1 -> wire.add(failure(task, true));
            case 2 -> wire.add(failure(task, messages > MEDDLING));
            default -> wire.add(Results.of(task));
        }
    }

    private static TaskFailed failure(Task task, boolean transientCause) {
        return new TaskFailed(
                task.runId(), task.id(), task.attempt(), "store", "no answer", "check it", transientCause, "w");
    }

    private void lossy() {
        int index = random.nextInt(wire.size());
        Event event = wire.get(index);
        int dice = random.nextInt(10);
        if (dice > 1) {
            wire.remove(index); // else it comes again
        }
        if (dice < 9) {
            deliver(event);
        } // else it is lost
    }

    private void deliver(Event event) {
        RunState state = state(event.runId());
        keep(state, fold.on(state, onTheWay.apply(state, event), now));
    }

    private void hear(RunStanding word) {
        Optional<Place> place = admission.hear(word);
        place.filter(known -> known.active() && word.phase() == Phase.WAITING).ifPresent(this::start);
        admission.start().forEach(this::start);
    }

    private void start(Place place) {
        commands.add(new StartRun(place.runId(), now, place.ticket()));
    }

    private void obey(Command command) {
        RunState state = state(command.runId());
        Decision decision = fold.on(state, command);
        if (command instanceof RetryRun && !decision.next().equals(state)) {
            retries.merge(command.runId(), 1, Integer::sum);
            progress.remove(command.runId());
        }
        keep(state, decision);
    }

    /** In the end people only let runs go on. */
    private void meddle() {
        List<String> ids = List.copyOf(states.keySet());
        String id = ids.get(random.nextInt(ids.size()));
        int dice = messages > MEDDLING ? 3 : random.nextInt(12);
        if (dice < 3) {
            commands.add(new PauseRun(id, now));
        } else if (dice < 9) {
            commands.add(new ResumeRun(id, now));
        } else if (dice < 11) {
            commands.add(new RetryRun(id, now, 1 + random.nextInt(2)));
        } else if (random.nextInt(4) == 0) {
            commands.add(new CancelRun(id, now));
        }
    }

    private RunState state(String id) {
        RunState state = states.get(id);
        assertThat(state).as("run %s", id).isNotNull();
        return state;
    }

    private void keep(@org.jspecify.annotations.Nullable RunState before, Decision decision) {
        RunState after = decision.next();
        states.put(after.run().id(), after);
        if (before == null || before.phase() != after.phase() || before.ticket() != after.ticket()) {
            words.add(after.standing());
        }
        decision.tasks().forEach(this::publish);
        check(before, after);
    }

    private void publish(Task task) {
        if (task instanceof Task.Prune prune) {
            assertThat(prune.shards())
                    .as("shards of %s", task.id())
                    .doesNotHaveDuplicates()
                    .hasSize(3);
        }
        queue.add(task);
    }

    private void check(@org.jspecify.annotations.Nullable RunState before, RunState after) {
        String id = after.run().id();
        if (before instanceof Cancelled) {
            assertThat(after).as("cancel wins").isEqualTo(before);
        }
        if (after instanceof Completed completed && !(before instanceof Completed)) {
            completions.merge(id, 1, Integer::sum);
            assertThat(completions.get(id))
                    .as("final results of %s", id)
                    .isLessThanOrEqualTo(1 + retries.getOrDefault(id, 0));
            assertThat(completed.files()).isEqualTo(Results.files(id));
        }
        if (after instanceof Open open) {
            long[] now = position(open.stage());
            long[] then = progress.put(id, now);
            assertThat(then == null || java.util.Arrays.compare(then, now) <= 0)
                    .as("%s goes on, never back", id)
                    .isTrue();
        }
        if (before == null || before.phase() != after.phase()) {
            quotasHold();
        }
    }

    private static long[] position(Stage stage) {
        return new long[] {stage.run().steps().size(), Transitions.states().indexOf(stage.label()), stage.done()};
    }

    private void quotasHold() {
        Map<String, Integer> going = new HashMap<>();
        states.values().stream()
                .filter(state -> state.phase() == Phase.ACTIVE)
                .forEach(state -> going.merge(state.run().handling().owner(), 1, Integer::sum));
        assertThat(going.values()).as("runs going, by owner").allMatch(count -> count <= POLICY.perOwner());
        assertThat(going.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(POLICY.total());
    }
}
