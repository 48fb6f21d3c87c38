package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Window;
import org.junit.jupiter.api.Test;

class ConvBatchNormTest {
    private static final ConvBatchNorm FOLDED =
            new ConvBatchNorm(new Conv2d(Window.square(3, 1, 1), 1), new BatchNorm2d(1e-5, 0.1));

    @Test
    void lawsHold() {
        withNorm(OperatorLaws.of(FOLDED).input(2, 2, 4, 4).parameter("weight", 3, 2, 3, 3))
                .hold();
    }

    @Test
    void lawsHoldWithABias() {
        withNorm(OperatorLaws.of(FOLDED)
                        .input(2, 2, 4, 4)
                        .parameter("weight", 3, 2, 3, 3)
                        .parameter("bias", 3))
                .hold();
    }

    @Test
    void refusesToFoldBatchStatistics() {
        OperatorLaws laws = withNorm(OperatorLaws.of(FOLDED).input(2, 2, 4, 4).parameter("weight", 3, 2, 3, 3))
                .with(Normalization.BATCH);
        assertThatThrownBy(laws::hold).hasMessageContaining("only running statistics");
    }

    private static OperatorLaws withNorm(OperatorLaws laws) {
        return laws.parameter("norm.weight", 3)
                .parameter("norm.bias", 3)
                .parameter("norm.running_mean", 3)
                .parameter("norm.running_var", 3);
    }
}
