package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.topic.DeadLetters;
import io.apoptosis.pipeline.topic.DeadLetters.Origin;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Where a processor puts what it can't understand. */
public final class Aside {
    private static final Logger LOG = Logger.getLogger(Aside.class);
    private static final Origin NOWHERE = new Origin("", -1, -1);

    private final ProcessorContext<String, byte[]> context;
    private final String sink;
    private final FoldMetrics metrics;

    /** @param sink of the processor's own for {@link io.apoptosis.pipeline.topic.Topics#DEAD_LETTERS} */
    public Aside(ProcessorContext<String, byte[]> context, String sink, FoldMetrics metrics) {
        this.context = context;
        this.sink = sink;
        this.metrics = metrics;
    }

    /** The message as it came, with why and from where in its headers; the partition goes on. */
    public void put(Record<String, byte[]> record, Exception cause) {
        metrics.setAside();
        LOG.warnf("set aside a message with key %s: %s", record.key(), cause.getMessage());
        Origin origin = context.recordMetadata()
                .map(from -> new Origin(from.topic(), from.partition(), from.offset()))
                .orElse(NOWHERE);
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        ProducerRecord<String, byte[]> letter =
                DeadLetters.of(origin, record.key(), record.headers(), record.value(), cause, now);
        context.forward(record.withHeaders(letter.headers()), sink);
    }
}
