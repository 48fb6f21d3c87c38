package io.apoptosis.pipeline.message;

/** What is said about a run. */
public sealed interface RunMessage extends Message permits Task, Event, Command, RunStanding {
    String runId();

    @Override
    default String subject() {
        return runId();
    }
}
