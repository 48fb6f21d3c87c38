package io.apoptosis.core.importance;

import java.util.TreeMap;

/** A criterion that looks at weights only: nothing to observe. */
interface DataFreeCriterion extends Criterion {
    @Override
    default ShardSums observe(Calibration calibration) {
        return new ShardSums(new TreeMap<>(), calibration.batches());
    }
}
