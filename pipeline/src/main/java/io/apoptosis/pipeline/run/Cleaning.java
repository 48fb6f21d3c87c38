package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunCleaned;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that the run has no more use for are being deleted: before a step is done once more, or at the end by policy.
 *
 * @param files of the finished run; null where a step follows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cleaning(
        Run run, Leftovers leftovers, @Nullable Map<String, ObjectRef> files, Watch watch) implements SingleTask {

    static Stage before(Run run, Leftovers leftovers) {
        return new Cleaning(run, leftovers, null, Watch.NONE);
    }

    static RunState atTheEnd(Run run, Map<String, ObjectRef> files) {
        Leftovers leftovers = Leftovers.of(run);
        return leftovers.none() ? new Completed(run, files) : new Cleaning(run, leftovers, files, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        if (!(result instanceof RunCleaned cleaned) || cleaned.step() != step()) {
            return this;
        }
        return files == null ? run.nextStep(at) : new Completed(run, files);
    }

    /** A result is not lost over a broom. */
    @Override
    public RunState failed(RunView.Failure failure) {
        return files == null ? SingleTask.super.failed(failure) : new Completed(run, files);
    }

    @Override
    public Task task() {
        return new Task.Clean(run.id(), step(), 1, leftovers.prefixes(), leftovers.except());
    }

    @Override
    public Cleaning with(Watch watch) {
        return new Cleaning(run, leftovers, files, watch);
    }

    @Override
    public Cleaning with(Run run) {
        return new Cleaning(run, leftovers, files, watch);
    }

    @Override
    public String label() {
        return "CLEANING";
    }

    @Override
    public int step() {
        return run.steps().size();
    }
}
