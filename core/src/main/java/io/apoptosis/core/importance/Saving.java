package io.apoptosis.core.importance;

import java.util.Locale;

/** What the removal of a unit is good for. */
public enum Saving {
    /** Every unit counts the same. */
    UNIT,
    /** Multiply-accumulates. */
    MACS,
    PARAMETERS;

    /** By the name a specification uses, for example {@code macs}. */
    public static Saving named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
