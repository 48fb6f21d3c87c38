package io.apoptosis.gateway.topology;

import io.apoptosis.gateway.runs.RunFeed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every run's latest view and tells those who watch. */
final class ViewReceiver implements Processor<String, byte[], Void, Void> {
    private final RunFeed feed;
    private KeyValueStore<String, byte[]> views;

    ViewReceiver(RunFeed feed) {
        this.feed = feed;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        views = context.getStateStore(RunTopology.VIEWS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        views.put(record.key(), record.value());
        feed.received(record.key(), record.value());
    }
}
