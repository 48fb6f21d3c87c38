package io.apoptosis.gateway.schedules;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every schedule as it is now. */
final class ScheduleReceiver implements Processor<String, byte[], Void, Void> {
    private KeyValueStore<String, byte[]> views;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        views = context.getStateStore(ScheduleTopology.VIEWS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        views.put(record.key(), record.value());
    }
}
