package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.topic.Topics;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/** Puts commands on their topic. */
@ApplicationScoped
public class Commands {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Messages messages = new Messages("/gateway");
    private final MutinyEmitter<ProducerRecord<String, byte[]>> topic;

    Commands(@Channel("commands") MutinyEmitter<ProducerRecord<String, byte[]>> topic) {
        this.topic = topic;
    }

    /**
     * Returns once the broker has the command.
     *
     * @throws Refused (503) if it does not take it
     */
    public void publish(Command command) {
        publish(command, null);
    }

    /** As {@link #publish(Command)}, within a trace. */
    public void publish(Command command, @Nullable String traceparent) {
        send(topic, messages.encode(Topics.COMMANDS, command, traceparent));
    }

    /** As {@link #publish}, of any message to its channel. */
    public static void send(
            MutinyEmitter<ProducerRecord<String, byte[]>> channel, ProducerRecord<String, byte[]> message) {
        try {
            channel.send(message).await().atMost(PATIENCE);
        } catch (TimeoutException | KafkaException e) {
            throw Refused.unavailable("the broker did not take the command; try again in a moment");
        }
    }
}
