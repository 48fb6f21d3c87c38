package io.apoptosis.core.repair;

import java.util.Locale;

/** Which layers a repair solves. */
public enum Reach {
    /** Those that read a cut axis. */
    CUT,
    /** Also those that read what a cut or a solved layer further up has changed: they take over what is left of its error. */
    ALL;

    /** By the name a specification uses, for example {@code all}. */
    public static Reach named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
