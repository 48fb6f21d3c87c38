package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.run.Decision;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.Stage;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.pipeline.trace.OpenSpan;
import io.apoptosis.pipeline.trace.TaskWork;
import io.apoptosis.pipeline.trace.Tracing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What leaves the topology. */
final class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Messages MESSAGES = new Messages("/gateway");

    private final ProcessorContext<String, byte[]> context;
    private final FoldMetrics metrics;
    private final Tracing tracing;

    Outbox(ProcessorContext<String, byte[]> context, FoldMetrics metrics, Tracing tracing) {
        this.context = context;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** The tasks, and the view for everybody who watches the run. */
    void send(Decision decision) {
        if (decision.next() instanceof Stage stage) {
            decision.tasks().forEach(task -> send(task, stage.traceparent()));
        }
        RunView view = RunView.of(decision.next());
        context.forward(
                new Record<>(view.id(), MessageJson.write(view), context.currentSystemTimeMs()), RunTopology.VIEW_SINK);
    }

    /** To admission: whether the run waits, is in, or is out. */
    void tell(RunStanding standing) {
        ProducerRecord<String, byte[]> message = MESSAGES.encode(Topics.ADMISSION, standing);
        context.forward(
                new Record<>(standing.runId(), message.value(), context.currentSystemTimeMs(), message.headers()),
                RunTopology.ADMISSION_SINK);
    }

    private void send(Task task, @Nullable String traceparent) {
        if (task.attempt() > 1) {
            metrics.retried(task.kind());
            LOG.infof("run %s: %s is tried again (attempt %d)", task.runId(), task.id(), task.attempt());
        }
        String sink = RunTopology.sinkOf(task.kind());
        try (OpenSpan span = tracing.goOn(TaskWork.publication(task), traceparent)) {
            ProducerRecord<String, byte[]> message = MESSAGES.encode(sink, task, span.traceparent());
            context.forward(
                    new Record<>(task.runId(), message.value(), context.currentSystemTimeMs(), message.headers()),
                    sink);
        }
    }
}
