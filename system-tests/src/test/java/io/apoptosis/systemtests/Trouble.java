package io.apoptosis.systemtests;

import java.time.Duration;
import java.util.Random;

/**
 * What requests meet with on their way.
 *
 * @param delay of every one
 * @param failing the part of them that gets no proper answer: a 503 or a connection that is reset
 */
record Trouble(Duration delay, double failing, Random random) {
    static final Trouble NONE = new Trouble(Duration.ZERO, 0, new Random(0));

    enum Fate {
        PASSES,
        UNAVAILABLE,
        RESET
    }

    Fate fate() {
        if (random.nextDouble() >= failing) {
            return Fate.PASSES;
        }
        return random.nextBoolean() ? Fate.UNAVAILABLE : Fate.RESET;
    }

    /** Lets the delay pass. */
    void hold() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
