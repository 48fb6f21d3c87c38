package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The magnitude |theta| (Hanson and Pratt, 1988; Han et al., 2015). Looks at no image; every batch counts the same. */
public record Weight() implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        int batches = calibration.batches();
        Map<String, HostTensor> sums = new LinkedHashMap<>();
        for (String name : calibration.network().graph().trainable()) {
            HostTensor theta = calibration.network().weight(name);
            double[] values = theta.doubles().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]) * batches;
            }
            sums.put(name, HostTensor.of(theta.shape(), values));
        }
        return new ElementScores(sums, batches);
    }
}
