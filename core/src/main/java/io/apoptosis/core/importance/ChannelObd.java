package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;

/**
 * C-OBD (Wang et al., EigenDamage, ICML 2019): {@link Obd}'s saliencies of the filters that make a channel, and of nothing else that goes
 * with it.
 */
public record ChannelObd() implements Criterion {
    @Override
    public ShardSums observe(Calibration calibration) {
        return FisherDiagonal.saliencies(calibration).alongCoupledAxes(calibration.network());
    }

    @Override
    public AxisScores scores(Network network, ShardSums total) {
        LayerScores scores = new LayerScores(network);
        for (Layer layer : Layer.of(network)) {
            HostTensor filters = total.sums().get(layer.weight() + ":0");
            if (filters != null) {
                scores.rows(layer, filters.map(sum -> sum / total.batches()).doubles());
            }
        }
        return scores.done();
    }
}
