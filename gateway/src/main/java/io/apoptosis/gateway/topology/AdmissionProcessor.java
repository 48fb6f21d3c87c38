package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.admission.Admission;
import io.apoptosis.pipeline.admission.AdmissionPolicy;
import io.apoptosis.pipeline.admission.Place;
import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/** Hears where all runs stand and says which are to start. One for the whole cluster: its topic has one partition. */
final class AdmissionProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = Logger.getLogger(AdmissionProcessor.class);
    private static final Messages MESSAGES = new Messages("/gateway/admission");

    private final AdmissionPolicy policy;
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, Place> places;
    private Admission admission;

    AdmissionProcessor(AdmissionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        places = context.getStateStore(RunTopology.PLACES);
        List<Place> known = new ArrayList<>();
        try (KeyValueIterator<String, Place> all = places.all()) {
            while (all.hasNext()) {
                KeyValue<String, Place> place = all.next();
                known.add(place.value);
            }
        }
        admission = new Admission(policy, known);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            hear(Messages.decode(record.headers(), record.value(), RunStanding.class));
        } catch (UndecodableMessage e) {
            LOG.warnf("ignored a message with key %s: %s", record.key(), e.getMessage());
        }
    }

    private void hear(RunStanding word) {
        Optional<Place> place = admission.hear(word);
        if (place.isEmpty()) {
            places.delete(word.runId());
        } else {
            places.put(word.runId(), place.get());
            if (place.get().active() && word.phase() == Phase.WAITING) {
                start(place.get());
            }
        }
        for (Place started : admission.start()) {
            places.put(started.runId(), started);
            start(started);
        }
    }

    private void start(Place place) {
        long now = context.currentSystemTimeMs();
        StartRun command = new StartRun(place.runId(), Instant.ofEpochMilli(now), place.ticket());
        ProducerRecord<String, byte[]> message = MESSAGES.encode(Topics.COMMANDS, command);
        context.forward(new Record<>(place.runId(), message.value(), now, message.headers()), RunTopology.COMMAND_SINK);
    }
}
