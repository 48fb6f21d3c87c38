package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.run.Decision;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** What leaves the topology. */
final class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Messages MESSAGES = new Messages("/gateway");

    private final ProcessorContext<String, byte[]> context;
    private final FoldMetrics metrics;

    Outbox(ProcessorContext<String, byte[]> context, FoldMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** The tasks, and the view for everybody who watches the run. */
    void send(Decision decision) {
        decision.tasks().forEach(this::send);
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

    private void send(Task task) {
        if (task.attempt() > 1) {
            metrics.retried(task.kind());
            LOG.infof("run %s: %s is tried again (attempt %d)", task.runId(), task.id(), task.attempt());
        }
        String sink = RunTopology.sinkOf(task.kind());
        ProducerRecord<String, byte[]> message = MESSAGES.encode(sink, task);
        context.forward(
                new Record<>(task.runId(), message.value(), context.currentSystemTimeMs(), message.headers()), sink);
    }
}
