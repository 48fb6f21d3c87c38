package io.apoptosis.pipeline.message;

/** Anything said on a topic. Keyed by its subject, so that what concerns it stays in order. */
public sealed interface Message permits RunMessage, ScheduleMessage {
    /** What it is about: a run's id, a schedule's name; the CloudEvents subject. */
    String subject();

    /** The same for the same content, whoever sends it and however often; the CloudEvents id. */
    String messageId();
}
