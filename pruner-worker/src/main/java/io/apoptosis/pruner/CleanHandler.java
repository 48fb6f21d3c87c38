package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunCleaned;
import io.apoptosis.pipeline.message.Task.Clean;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Deletes what a run has no more use for; never anything of another run. */
@ApplicationScoped
class CleanHandler implements TaskHandler<Clean> {
    private final ObjectStore store;
    private final Spans spans;
    private final String worker;

    CleanHandler(ObjectStore store, Spans spans, WorkerSettings settings) {
        this.store = store;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Clean> kind() {
        return Clean.class;
    }

    @Override
    public Event handle(Clean task, Progress progress) {
        Spans.Span span = spans.span();
        List<String> doomed = task.prefixes().stream()
                .map(prefix -> within(task.runId(), prefix))
                .flatMap(prefix -> store.list(prefix).stream())
                .filter(key -> task.except().stream().noneMatch(key::startsWith))
                .distinct()
                .toList();
        for (int done = 0; done < doomed.size(); done++) {
            store.delete(doomed.get(done));
            progress.advance(done + 1, doomed.size(), "objects");
        }
        return new RunCleaned(
                task.runId(), task.step(), doomed.size(), task.attempt(), span.seconds(), span.spent(), worker);
    }

    private static String within(String runId, String prefix) {
        if (!prefix.startsWith(Keys.run(runId))) {
            throw new IllegalArgumentException("%s is not among the objects of run %s".formatted(prefix, runId));
        }
        return prefix;
    }
}
