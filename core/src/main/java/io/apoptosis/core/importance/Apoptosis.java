package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateModel.Surgery;

/**
 * The set of units whose joint removal costs least, the others making up for them: optimal brain surgeon in the space of gates
 * (algorithm.md, section 4.2).
 *
 * @param ridge share of the curvature's mean diagonal that is added to it
 * @param per what a unit's cost is divided by
 */
public record Apoptosis(Curvature curvature, double ridge, Saving per) implements Criterion {
    @Override
    public ShardSums observe(Calibration calibration) {
        Gates.of(calibration.network()).requireFoldable();
        return new GateStatistics(curvature).observe(calibration);
    }

    @Override
    public GateModel scores(Network network, ShardSums total) {
        return new GateStatistics(curvature).model(network, total, new Surgery(ridge, per));
    }
}
