package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.Group;

/** What a criterion makes of the statistics of all batches: scores to rank units by, or a model by which a set is chosen. */
public sealed interface Scores permits AxisScores, GateModel {
    /** One score per unit of a group, in its units' order, not normalized; what goes first has the least. */
    double[] of(Group group, Reduction reduction);
}
