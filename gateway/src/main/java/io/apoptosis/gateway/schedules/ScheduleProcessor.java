package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.topology.Aside;
import io.apoptosis.gateway.topology.FoldMetrics;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ScheduleMessage;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.ScheduleMessage.Named;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.schedule.Firings;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.schedule.ScheduleFold;
import io.apoptosis.pipeline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Folds messages and time into the schedules and sends on what they fire, in one transaction with their state. */
final class ScheduleProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Messages MESSAGES = new Messages("/gateway/schedules");

    private final ScheduleMetrics metrics;
    private final FoldMetrics deadLetters;
    private final TreeMap<String, RunSchedule> schedules = new TreeMap<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, RunSchedule> store;
    private Aside aside;

    ScheduleProcessor(ScheduleMetrics metrics, FoldMetrics deadLetters) {
        this.metrics = metrics;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.store = context.getStateStore(ScheduleTopology.STATES);
        this.aside = new Aside(context, ScheduleTopology.DEAD_LETTER_SINK, deadLetters);
        try (KeyValueIterator<String, RunSchedule> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, RunSchedule> known = all.next();
                schedules.put(known.key, known.value);
            }
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            ScheduleMessage message = Messages.decode(record.headers(), record.value(), ScheduleMessage.class);
            if (message instanceof Arrival arrival) {
                arrived(arrival);
            } else if (message instanceof Named named) {
                told(named);
            }
        } catch (UndecodableMessage poison) {
            aside.put(record, poison);
        }
    }

    private void arrived(Arrival arrival) {
        List<RunSchedule> waiting = schedules.values().stream()
                .filter(schedule -> schedule.waitsFor(arrival))
                .toList();
        if (waiting.isEmpty()) {
            metrics.unmatched();
        } else {
            metrics.matched();
        }
        waiting.forEach(schedule -> commit(schedule.on(arrival)));
    }

    private void told(Named message) {
        Optional<Firings> firings = ScheduleFold.on(schedules.get(message.name()), message);
        firings.ifPresentOrElse(this::commit, () -> remove(message.name()));
    }

    private void tick(Instant now) {
        for (RunSchedule schedule : List.copyOf(schedules.values())) {
            commit(schedule.tick(now));
        }
    }

    private void commit(Firings firings) {
        RunSchedule next = firings.next();
        if (!next.equals(schedules.put(next.name(), next))) {
            store.put(next.name(), next);
            forward(next.name(), MessageJson.write(next));
        }
        firings.runs().forEach(this::fire);
    }

    private void fire(Firing firing) {
        ProducerRecord<String, byte[]> message = MESSAGES.encode(Topics.FIRINGS, firing);
        context.forward(
                new Record<>(message.key(), message.value(), context.currentSystemTimeMs(), message.headers()),
                ScheduleTopology.FIRING_SINK);
    }

    private void remove(String name) {
        if (schedules.remove(name) != null) {
            store.delete(name);
            forward(name, null);
        }
    }

    private void forward(String name, byte @Nullable [] view) {
        context.forward(new Record<>(name, view, context.currentSystemTimeMs()), ScheduleTopology.VIEW_SINK);
    }
}
