package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Command.CancelRun;
import io.apoptosis.pipeline.message.Command.PauseRun;
import io.apoptosis.pipeline.message.Command.ResumeRun;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Event.TaskFailed;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import java.time.Instant;

/**
 * Folds messages into the state of a run and decides its next tasks. Pure: no clock but the time that comes with a message. A message
 * that was counted before, comes too late or asks for something illegal changes nothing.
 */
public final class RunFold {
    private final Dispatch dispatch;
    private final Setbacks setbacks;

    public RunFold(RetryPolicy policy) {
        this.dispatch = new Dispatch(policy);
        this.setbacks = new Setbacks(policy);
    }

    /** The beginning of a run that was not known before. */
    public Decision on(SubmitRun command) {
        return dispatch.due(Evaluating.of(Run.of(command)), command.at());
    }

    public Decision on(RunState state, Command command) {
        return settle(state, obey(state, command), command.at());
    }

    /** @param at when the event was received */
    public Decision on(RunState state, Event event, Instant at) {
        return settle(state, receive(state, event, at), at);
    }

    public Decision on(RunState state, Tick tick) {
        RunState next = state instanceof Stage stage ? setbacks.silent(stage, tick.now()) : state;
        return settle(state, next, tick.now());
    }

    private static RunState obey(RunState state, Command command) {
        if (command instanceof CancelRun && state instanceof Cancellable open) {
            return open.cancelled();
        }
        if (command instanceof PauseRun && state instanceof Stage stage) {
            return stage.paused();
        }
        if (command instanceof ResumeRun && state instanceof Resumable stopped) {
            return stopped.resumed(command.at());
        }
        return state;
    }

    private RunState receive(RunState state, Event event, Instant at) {
        if (state instanceof Stage stage) {
            return advance(stage, event, at);
        }
        return state instanceof Paused paused ? paused.around(advance(paused.stage(), event, at)) : state;
    }

    private RunState advance(Stage stage, Event event, Instant at) {
        if (event instanceof TaskProgressed beat) {
            return Heartbeat.seen(stage, beat, at);
        }
        if (event instanceof TaskFailed failure) {
            return setbacks.failed(stage, failure, at);
        }
        return event instanceof Result result ? count(stage, result, at) : stage;
    }

    private static RunState count(Stage stage, Result result, Instant at) {
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
