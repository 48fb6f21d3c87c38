package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunExported;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.List;

/** The final files are being written. */
public record Exporting(Run run, Watch watch) implements Stage {
    static Exporting of(Run run) {
        return new Exporting(run, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof RunExported exported ? new Completed(run, exported.files()) : this;
    }

    @Override
    public List<Task> missing() {
        return List.of(new Task.Export(run.id(), step(), 1, run.lastCheckpoint(), RunReport.of(run), run.spec()));
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

    @Override
    public int done() {
        return 0;
    }

    @Override
    public int total() {
        return 1;
    }

    @Override
    public String unit() {
        return "tasks";
    }
}
