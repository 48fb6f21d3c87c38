package io.apoptosis.pipeline.message;

/** Anything said on a topic. Keyed by its run, so that what concerns a run stays in order. */
public sealed interface Message permits Task, Event, Command, RunStanding {
    String runId();

    /** The same for the same content, whoever sends it and however often; the CloudEvents id. */
    String messageId();
}
