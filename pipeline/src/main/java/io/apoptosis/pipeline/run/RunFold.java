package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Command.CancelRun;
import io.apoptosis.pipeline.message.Command.PauseRun;
import io.apoptosis.pipeline.message.Command.ResumeRun;
import io.apoptosis.pipeline.message.Command.RetryRun;
import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Event.TaskFailed;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Folds messages into the state of a run and decides its next tasks. Pure: no clock but the time that comes with a message. A message
 * that was counted before, comes too late or asks for something illegal changes nothing.
 */
public final class RunFold {
    private final Dispatch dispatch;
    private final Setbacks setbacks;
    private final Heartbeat heartbeat;

    public RunFold(RetryPolicy policy) {
        this.dispatch = new Dispatch(policy);
        this.setbacks = new Setbacks(policy);
        this.heartbeat = new Heartbeat(policy);
    }

    /** The beginning of a run that was not known before: it waits for its turn. */
    public Decision on(SubmitRun command) {
        return on(command, null);
    }

    /** @param traceparent of the submission, where it is traced */
    public Decision on(SubmitRun command, @Nullable String traceparent) {
        Run run = Run.of(command, traceparent);
        return Decision.to(new Queued(Evaluating.of(run), run.version()));
    }

    public Decision on(RunState state, Command command) {
        return settle(state, obey(state, command), command.at());
    }

    /** @param at when the event was received */
    public Decision on(RunState state, Event event, Instant at) {
        if (!(state instanceof Open open)) {
            return Decision.to(state);
        }
        RunState next = advance(open.stage(), event, at);
        // Most are signs of life that are left aside: what is due is the next tick's to say.
        return next == open.stage() ? Decision.to(state) : settle(state, open.around(next), at);
    }

    public Decision on(RunState state, Tick tick) {
        Instant now = tick.now();
        if (state instanceof Open open && open.run().isOverdue(now)) {
            return settle(state, Setbacks.overdue(open), now);
        }
        return settle(state, state instanceof Stage stage ? setbacks.silent(stage, now) : state, now);
    }

    private static RunState obey(RunState state, Command command) {
        if (command instanceof StartRun start && state instanceof Queued queued && queued.ticket() == start.ticket()) {
            return queued.stage();
        }
        if (command instanceof CancelRun && state instanceof Cancellable open) {
            return open.cancelled();
        }
        if (command instanceof PauseRun && state instanceof Pausable going) {
            return going.paused();
        }
        if (command instanceof ResumeRun && state instanceof Resumable stopped) {
            return stopped.resumed(command.at());
        }
        if (command instanceof RetryRun retry && state instanceof Retryable again && again.canGoBackTo(retry.step())) {
            return again.retriedFrom(retry.step(), command.at());
        }
        return state;
    }

    private RunState advance(Stage stage, Event event, Instant at) {
        if (event instanceof TaskProgressed beat) {
            return heartbeat.seen(stage, beat, at);
        }
        if (event instanceof TaskFailed failure) {
            return setbacks.failed(stage, failure, at);
        }
        return event instanceof Result result ? count(stage, result, at) : stage;
    }

    private static RunState count(Stage stage, Result result, Instant at) {
        if (result.attempt() < stage.run().firstAttempt()) {
            return stage; // word of a step from before it was done again: what it names may be deleted
        }
        Stage recorded = stage.with(stage.run().finished(TaskDone.of(stage, result, at)));
        RunState next = recorded.on(result, at);
        return next == recorded ? stage : next;
    }

    private Decision settle(RunState before, RunState after, Instant at) {
        Decision decision = after instanceof Stage stage ? dispatch.due(stage, at) : Decision.to(after);
        return decision.next().equals(before)
                ? Decision.to(before)
                : new Decision(decision.next().touched(at), decision.tasks());
    }
}
