package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;

/** What the removal of each unit alone does to the loss, -g_c + 1/2 H_cc in the derivatives of its gate (algorithm.md, section 4.1). */
public record Gate(Curvature curvature) implements Criterion {
    @Override
    public ShardSums observe(Calibration calibration) {
        return new GateStatistics(curvature).observe(calibration);
    }

    @Override
    public GateModel scores(Network network, ShardSums total) {
        return new GateStatistics(curvature).model(network, total, null);
    }
}
