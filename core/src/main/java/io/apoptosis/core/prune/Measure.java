package io.apoptosis.core.prune;

import java.util.Locale;

/** What a target is a ratio of. */
public enum Measure {
    /** Multiply-accumulates of one sample. */
    MACS,
    PARAMETERS,
    /** Prunable units. */
    CHANNELS,
    /** Expected milliseconds, by a {@link LatencyModel}. */
    LATENCY;

    /** By the name a specification uses, for example {@code macs}. */
    public static Measure named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
