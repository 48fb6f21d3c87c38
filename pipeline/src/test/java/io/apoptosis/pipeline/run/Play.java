package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.trace.PastSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run under test: its state, a clock that only the test moves, and the tasks published by the last message. */
final class Play {
    private final RunFold fold = new RunFold(RetryPolicy.DEFAULT);
    private Instant now = Example.START;
    private final List<PastSpan> spans = new ArrayList<>();
    private List<Task> tasks;
    RunState state;

    private Play(Command.SubmitRun submit, @Nullable String traceparent) {
        Decision first = fold.on(submit, traceparent);
        state = first.next();
        tasks = first.tasks();
    }

    static Play started() {
        return started(Example.submit());
    }

    static Play started(Command.SubmitRun submit) {
        return queued(submit).admit();
    }

    static Play queued(Command.SubmitRun submit) {
        return new Play(submit, null);
    }

    static Play traced(String traceparent) {
        return new Play(Example.submit(), traceparent).admit();
    }

    /** Admission lets it in. */
    Play admit() {
        return take(fold.on(state, new Command.StartRun(Example.ID, now, state.ticket())));
    }

    Play on(Event event) {
        return take(fold.on(state, event, now));
    }

    Play cancel() {
        return take(fold.on(state, new Command.CancelRun(Example.ID, now)));
    }

    Play pause() {
        return take(fold.on(state, new Command.PauseRun(Example.ID, now)));
    }

    Play resume() {
        return resumeOnly().admit();
    }

    Play resumeOnly() {
        return take(fold.on(state, new Command.ResumeRun(Example.ID, now)));
    }

    Play retry(int step) {
        return take(fold.on(state, new Command.RetryRun(Example.ID, now, step))).admit();
    }

    Play submitAgain() {
        return take(fold.on(state, Example.submit()));
    }

    /** Time passes, and a tick says so. */
    Play after(Duration time) {
        now = now.plus(time);
        return take(fold.on(state, new Tick(now)));
    }

    /** The worker does all that was just published. */
    Play work() {
        List<Task> all = new ArrayList<>();
        for (Task task : List.copyOf(tasks)) {
            on(Example.resultOf(task));
            all.addAll(tasks);
        }
        tasks = all;
        return this;
    }

    List<Task> tasks() {
        return tasks;
    }

    Task task() {
        if (tasks.size() != 1) {
            throw new AssertionError("one task expected, got " + ids());
        }
        return tasks.get(0);
    }

    List<String> ids() {
        return tasks.stream().map(task -> task.id() + "#" + task.attempt()).toList();
    }

    /** Of the steps that have ended. */
    List<PastSpan> spans() {
        return spans;
    }

    private Play take(Decision decision) {
        StepSpans.ended(state, decision.next()).ifPresent(spans::add);
        state = decision.next();
        tasks = decision.tasks();
        return this;
    }
}
