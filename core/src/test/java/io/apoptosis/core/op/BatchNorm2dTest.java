package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.op.Execution.Normalization;
import org.junit.jupiter.api.Test;

class BatchNorm2dTest {
    @Test
    void lawsHoldWithRunningStatistics() {
        OperatorLaws.of(new BatchNorm2d(1e-5, 0.1))
                .input(4, 3, 3, 3)
                .parameter("weight", 3)
                .parameter("bias", 3)
                .parameter("running_mean", 3)
                .parameter("running_var", 3)
                .hold();
    }

    @Test
    void lawsHoldWithBatchStatistics() {
        OperatorLaws.of(new BatchNorm2d(1e-5, 0.1))
                .input(4, 3, 3, 3)
                .parameter("weight", 3)
                .parameter("bias", 3)
                .parameter("running_mean", 3)
                .parameter("running_var", 3)
                .with(Normalization.BATCH)
                .hold();
    }
}
