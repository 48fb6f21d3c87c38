package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A seeded coin for every element: the floor that every other criterion has to beat. */
public record RandomCriterion() implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        Map<String, HostTensor> sums = new LinkedHashMap<>();
        for (String name : calibration.network().graph().trainable()) {
            HostTensor theta = calibration.network().weight(name);
            SplittableRandom random = new SplittableRandom(calibration.seed() * 31 + name.hashCode());
            double[] values = random.doubles(theta.size())
                    .map(u -> u * calibration.batches())
                    .toArray();
            sums.put(name, HostTensor.of(theta.shape(), values));
        }
        return new ElementScores(sums, calibration.batches());
    }
}
