package io.apoptosis.core.importance;

import java.util.Arrays;
import java.util.Locale;

/** How the members of a unit (producer, norm, consumers …) make one score. */
public enum Reduction {
    MEAN {
        @Override
        double of(double[] members) {
            return Arrays.stream(members).average().orElse(0);
        }
    },
    SUM {
        @Override
        double of(double[] members) {
            return Arrays.stream(members).sum();
        }
    },
    MAX {
        @Override
        double of(double[] members) {
            return Arrays.stream(members).max().orElse(0);
        }
    },
    PRODUCT {
        @Override
        double of(double[] members) {
            return Arrays.stream(members).reduce(1, (a, b) -> a * b);
        }
    },
    /** The member that comes first in the order of parameter names. */
    FIRST {
        @Override
        double of(double[] members) {
            return members.length == 0 ? 0 : members[0];
        }
    };

    abstract double of(double[] members);

    /** By the name a specification uses, for example {@code mean}. */
    public static Reduction named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
