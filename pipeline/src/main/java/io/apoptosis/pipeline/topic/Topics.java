package io.apoptosis.pipeline.topic;

/** Names of the topics. */
public final class Topics {
    public static final String COMMANDS = "apoptosis.commands";
    public static final String EVENTS = "apoptosis.events";
    public static final String RUNS = "apoptosis.runs";
    public static final String SCORE = "apoptosis.tasks.score";
    public static final String PRUNE = "apoptosis.tasks.prune";
    public static final String FINETUNE = "apoptosis.tasks.finetune";
    public static final String DEAD_LETTERS = "apoptosis.dlq";

    private Topics() {}
}
