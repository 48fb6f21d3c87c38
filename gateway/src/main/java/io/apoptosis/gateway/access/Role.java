package io.apoptosis.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do; each may do what those before it may. */
public enum Role {
    /** Looks at everything. */
    VIEWER,
    /** Submits runs and steers its own. */
    OPERATOR,
    /** Steers everybody's runs, submits for others, sends dead letters again. */
    ADMIN;

    /** As tokens and claims spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> named(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** The highest of those that are ours; an identity provider gives others, too. */
    public static Optional<Role> highest(Set<String> labels) {
        return Arrays.stream(values())
                .filter(role -> labels.contains(role.label()))
                .reduce((lower, higher) -> higher);
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
