package io.apoptosis.core.sparse;

import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.ScoreNormalization;

/**
 * What a specification may choose beside the name; each criterion takes what it knows.
 *
 * @param normalization of scores within a tensor; not of {@code chita}
 * @param magnitude whether |w| / max |w| is added to the normalized score; not of {@code chita}
 * @param ridge of {@code chita}
 * @param blockSize of {@code chita}
 */
public record SparseOptions(
        CriterionOptions criterion, ScoreNormalization normalization, boolean magnitude, double ridge, int blockSize) {}
