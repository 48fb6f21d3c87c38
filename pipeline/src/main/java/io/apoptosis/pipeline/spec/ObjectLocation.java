package io.apoptosis.pipeline.spec;

import java.util.Optional;

/** Locations of the form {@code object:KEY}: files that lie in the object store. */
public final class ObjectLocation {
    private static final String PREFIX = "object:";

    private ObjectLocation() {}

    public static String of(String key) {
        return PREFIX + key;
    }

    /** The key, or empty where the location is a local path or a name. */
    public static Optional<String> key(String location) {
        return location.startsWith(PREFIX) && location.length() > PREFIX.length()
                ? Optional.of(location.substring(PREFIX.length()))
                : Optional.empty();
    }
}
