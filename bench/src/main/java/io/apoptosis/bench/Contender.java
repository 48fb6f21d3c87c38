package io.apoptosis.bench;

/** One way to do one step, measured side by side with others. */
interface Contender {
    /** Short, as the table's first column shows it. */
    String name();

    /** Does the step once; its wall time in milliseconds. */
    double millis();
}
