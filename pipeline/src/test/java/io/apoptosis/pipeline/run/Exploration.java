package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Command.CancelRun;
import io.apoptosis.pipeline.message.Command.PauseRun;
import io.apoptosis.pipeline.message.Command.ResumeRun;
import io.apoptosis.pipeline.message.Command.RetryRun;
import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.run.Transitions.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Does everything that can be done to a run, in every state that can be reached, and notes which way it went. */
final class Exploration {
    static final Instant DEADLINE = Example.START.plus(Duration.ofDays(1));

    private final RunFold fold = new RunFold(RetryPolicy.DEFAULT);
    private final Deque<RunState> ahead = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> taken = new TreeSet<>();

    static Set<String> of(SubmitRun submit) {
        Exploration exploration = new Exploration();
        exploration.reach(exploration.fold.on(submit).next());
        while (!exploration.ahead.isEmpty()) {
            exploration.tryEverything(exploration.ahead.pop());
        }
        return exploration.taken;
    }

    static String arrow(String from, Cause cause, String to) {
        return from + " -" + cause + "-> " + to;
    }

    private void tryEverything(RunState state) {
        Instant now = Example.START;
        go(state, Cause.START, fold.on(state, new StartRun(Example.ID, now, state.ticket())));
        go(state, Cause.PAUSE, fold.on(state, new PauseRun(Example.ID, now)));
        go(state, Cause.RESUME, fold.on(state, new ResumeRun(Example.ID, now)));
        go(state, Cause.RETRY, fold.on(state, new RetryRun(Example.ID, now, 1)));
        go(state, Cause.CANCEL, fold.on(state, new CancelRun(Example.ID, now)));
        go(state, Cause.DEADLINE, fold.on(state, new Tick(DEADLINE)));
        for (Task task : tasks(state)) {
            go(state, Cause.RESULT, fold.on(state, Example.resultOf(task), now));
            go(state, Cause.FAILURE, fold.on(state, Example.failure(task, false), now));
        }
    }

    /** Those that may be under way; in a state that is over, those that were. */
    private static Set<Task> tasks(RunState state) {
        if (state instanceof Open open) {
            return attempts(open.stage());
        }
        return state instanceof Failed failed
                ? attempts(failed.stage())
                : Set.of(new Task.Evaluate(
                        Example.ID, 1, state.run().checkpoint(), state.run().spec()));
    }

    private static Set<Task> attempts(Stage stage) {
        Set<Task> tasks = new HashSet<>();
        stage.missing().forEach(task -> tasks.add(stage.watch().atAttempt(task)));
        return tasks;
    }

    private void go(RunState from, Cause cause, Decision decision) {
        RunState to = decision.next();
        if (!to.equals(from)) {
            taken.add(arrow(from.label(), cause, to.label()));
            reach(to);
        }
    }

    private void reach(RunState state) {
        if (known.add(essence(state))) {
            ahead.push(state);
        }
    }

    /** What tells states apart where it matters to what may follow. */
    private static String essence(RunState state) {
        Stage stage =
                state instanceof Open open ? open.stage() : state instanceof Failed failed ? failed.stage() : null;
        String where = stage == null
                ? ""
                : stage.label() + stage.step() + "/" + stage.done()
                        + stage.missing().size()
                        + stage.watch().tasks().size()
                        + (stage instanceof Cleaning cleaning && cleaning.files() != null);
        return state.label()
                + where
                + (state.run().handling().deadline() == null)
                + state.run().steps().size();
    }
}
