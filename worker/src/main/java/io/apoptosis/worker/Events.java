package io.apoptosis.worker;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.topic.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Announces what happened to a run on {@code apoptosis.events}, key = run id. */
@ApplicationScoped
class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);

    private final MutinyEmitter<byte[]> channel;
    private final Messages messages;

    Events(
            @Channel("events") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> channel,
            WorkerSettings settings) {
        this.channel = channel;
        this.messages = new Messages("/" + settings.group() + "/" + settings.name(), Clock.systemUTC());
    }

    /** Returns once the broker has it; throws if it does not take it. */
    void announce(Event event) {
        channel.sendMessageAndAwait(message(event));
    }

    /** Returns at once; a sign of life that is lost is followed by another. */
    void mention(Event event) {
        channel.sendMessage(message(event))
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf(failure, "a sign of life of %s was lost", event.runId()));
    }

    private Message<byte[]> message(Event event) {
        ProducerRecord<String, byte[]> kafka = messages.encode(Topics.EVENTS, event);
        return Message.of(
                kafka.value(),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(kafka.key())
                        .withHeaders(kafka.headers())
                        .build()));
    }
}
