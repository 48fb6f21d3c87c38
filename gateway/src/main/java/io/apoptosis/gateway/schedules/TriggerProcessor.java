package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.topology.Aside;
import io.apoptosis.gateway.topology.FoldMetrics;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.pipeline.trigger.TriggerReader;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Translates what others say, on however many partitions they say it. */
final class TriggerProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Messages MESSAGES = new Messages("/gateway/triggers");

    private final TriggerReader reader;
    private final ScheduleMetrics metrics;
    private final FoldMetrics deadLetters;
    private ProcessorContext<String, byte[]> context;
    private Aside aside;

    TriggerProcessor(TriggerReader reader, ScheduleMetrics metrics, FoldMetrics deadLetters) {
        this.reader = reader;
        this.metrics = metrics;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.aside = new Aside(context, ScheduleTopology.TRIGGER_DEAD_LETTER_SINK, deadLetters);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        List<Arrival> arrivals;
        try {
            arrivals =
                    reader.read(record.headers(), record.value(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        } catch (UndecodableMessage | RuntimeException poison) {
            metrics.undecodable();
            aside.put(record, poison);
            return;
        }
        if (arrivals.isEmpty()) {
            metrics.unmatched();
        }
        arrivals.forEach(this::tell);
    }

    private void tell(Arrival arrival) {
        ProducerRecord<String, byte[]> message = MESSAGES.encode(Topics.SCHEDULE_COMMANDS, arrival);
        context.forward(
                new Record<>(message.key(), message.value(), context.currentSystemTimeMs(), message.headers()),
                ScheduleTopology.COMMAND_SINK);
    }
}
