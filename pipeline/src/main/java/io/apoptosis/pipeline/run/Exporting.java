package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunExported;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;

/** The final files are being written. */
public record Exporting(Run run, Watch watch) implements SingleTask {
    static Exporting of(Run run) {
        return new Exporting(run, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof RunExported exported ? Cleaning.atTheEnd(run, exported.files()) : this;
    }

    @Override
    public Task task() {
        return new Task.Export(run.id(), step(), 1, run.lastCheckpoint(), RunReport.of(run), run.spec());
    }

    @Override
    public Exporting with(Watch watch) {
        return new Exporting(run, watch);
    }

    @Override
    public Exporting with(Run run) {
        return new Exporting(run, watch);
    }

    @Override
    public String label() {
        return "EXPORTING";
    }

    @Override
    public int step() {
        return run.steps().size();
    }
}
