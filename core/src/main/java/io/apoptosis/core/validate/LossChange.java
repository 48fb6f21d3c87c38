package io.apoptosis.core.validate;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What removing each unit alone does to the mean loss: measured, by masking it wherever it appears. */
public final class LossChange {
    private final TensorEngine engine;
    private final Network network;
    private final List<Group> groups;

    public LossChange(TensorEngine engine, Network network, List<Group> groups) {
        this.engine = engine;
        this.network = network;
        this.groups = groups;
    }

    /**
     * Over the first images of a set.
     *
     * @return loss without the unit less loss with it, by group, in its units' order
     */
    public Map<String, double[]> over(ImageSet images, int count, int batchSize, Progress progress) {
        Map<String, double[]> changes = new LinkedHashMap<>();
        groups.forEach(
                group -> changes.put(group.name(), new double[group.units().size()]));
        List<int[]> batches = BatchOrder.sequential(count, batchSize);
        int units = groups.stream().mapToInt(group -> group.units().size()).sum();
        int done = 0;
        try (Scope root = engine.open(DType.FLOAT32)) {
            for (int[] indices : batches) {
                Batch batch = images.batch(indices);
                try (Scope scope = root.child()) {
                    MaskedLoss loss = new MaskedLoss(scope, network, batch);
                    for (Group group : groups) {
                        double[] ofGroup = changes.getOrDefault(group.name(), new double[0]);
                        for (int i = 0; i < ofGroup.length; i++) {
                            Unit unit = group.units().get(i);
                            ofGroup[i] += (loss.without(unit) - loss.whole()) / count;
                            progress.advance(++done, units * batches.size(), "units");
                        }
                    }
                }
            }
        }
        return changes;
    }
}
