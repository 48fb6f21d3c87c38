package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.DenseEvaluated;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.Task.Evaluate;
import io.apoptosis.worker.Measuring;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Measures the dense network. */
@ApplicationScoped
class EvaluateHandler implements TaskHandler<Evaluate> {
    private final Workspace workspace;
    private final Measuring measuring;
    private final Spans spans;
    private final String worker;

    EvaluateHandler(Workspace workspace, Measuring measuring, Spans spans, WorkerSettings settings) {
        this.workspace = workspace;
        this.measuring = measuring;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Evaluate> kind() {
        return Evaluate.class;
    }

    @Override
    public Event handle(Evaluate task, Progress progress) throws IOException {
        Spans.Span span = spans.span();
        Measurement dense = measuring.measure(workspace.network(task.checkpoint()), task.spec(), progress);
        return new DenseEvaluated(task.runId(), dense, task.attempt(), span.seconds(), span.spent(), worker);
    }
}
