package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Terms;

/**
 * What a specification may choose beside the name; each criterion takes what it knows.
 *
 * @param expansion of {@code oba}
 * @param curvature of {@code gate} and {@code apoptosis}
 * @param ridge of {@code apoptosis}
 * @param per of {@code apoptosis}
 */
public record CriterionOptions(Expansion expansion, Curvature curvature, double ridge, Saving per) {
    public static final CriterionOptions DEFAULT =
            new CriterionOptions(Expansion.of(Terms.SECOND), Curvature.LOGITS, 0.02, Saving.MACS);
}
