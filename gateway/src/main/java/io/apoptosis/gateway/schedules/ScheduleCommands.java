package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.runs.Commands;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ScheduleMessage;
import io.apoptosis.pipeline.topic.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Puts what concerns schedules on their topic. */
@ApplicationScoped
public class ScheduleCommands {
    private final Messages messages = new Messages("/gateway");
    private final MutinyEmitter<ProducerRecord<String, byte[]>> topic;

    ScheduleCommands(@Channel("schedule-commands") MutinyEmitter<ProducerRecord<String, byte[]>> topic) {
        this.topic = topic;
    }

    /**
     * Returns once the broker has it.
     *
     * @throws Refused (503) if it does not take it
     */
    void publish(ScheduleMessage message) {
        Commands.send(topic, messages.encode(Topics.SCHEDULE_COMMANDS, message));
    }
}
