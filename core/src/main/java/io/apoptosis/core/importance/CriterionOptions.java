package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Terms;

/**
 * What a specification may choose beside the name; each criterion takes what it knows.
 *
 * @param terms of {@code oba}
 * @param curvature of {@code gate} and {@code apoptosis}
 * @param ridge of {@code apoptosis}
 * @param per of {@code apoptosis}
 */
public record CriterionOptions(Terms terms, Curvature curvature, double ridge, Saving per) {
    public static final CriterionOptions DEFAULT =
            new CriterionOptions(Terms.SECOND, Curvature.LOGITS, 0.02, Saving.MACS);
}
