package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Terms;

/**
 * What a specification may choose beside the name; each criterion takes what it knows.
 *
 * @param terms of {@code oba}
 */
public record CriterionOptions(Terms terms) {
    public static final CriterionOptions DEFAULT = new CriterionOptions(Terms.SECOND);
}
