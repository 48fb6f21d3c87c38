package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Terms;
import java.util.List;

/** Says how much each trainable element matters. One class per criterion, each with a law test of its own. */
public sealed interface Criterion permits Oba, RandomCriterion, Taylor, Weight {
    List<String> NAMES = List.of("oba", "random", "taylor", "weight");

    /** Scores over the calibration's batches, summed, so that the sums of two ranges add up to that of both. */
    ElementScores score(Calibration calibration);

    /**
     * @param terms of {@code oba}; the other criteria have no choice
     * @throws IllegalArgumentException for a name that is not in {@link #NAMES}
     */
    static Criterion named(String name, Terms terms) {
        return switch (name) {
            case "oba" -> new Oba(terms);
            case "random" -> new RandomCriterion();
            case "taylor" -> new Taylor();
            case "weight" -> new Weight();
            default ->
                throw new IllegalArgumentException(
                        "unknown criterion " + name + "; known: " + String.join(", ", NAMES));
        };
    }
}
