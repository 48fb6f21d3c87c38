package io.apoptosis.core.tensor.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Scope;
import org.junit.jupiter.api.Test;

class DjlEngineTest {
    private final DjlEngine engine = new DjlEngine();

    @Test
    void shouldSayWhatComputesAndWithHowManyThreads() {
        engine.useThreads(1);
        assertThat(engine.describe()).isEqualTo("PyTorch 2.7.1, 1 thread");
        engine.useThreads(2);
        assertThat(engine.describe()).isEqualTo("PyTorch 2.7.1, 2 threads");
    }

    @Test
    void shouldOpenScopesOfBothFloatingTypes() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            try (Scope scope = engine.open(dtype)) {
                assertThat(scope.dtype()).isEqualTo(dtype);
            }
        }
    }

    @Test
    void shouldRefuseAnIntegerScope() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.open(DType.INT64))
                .withMessageContaining("FLOAT32 or FLOAT64");
    }

    @Test
    void shouldRefuseZeroThreads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.useThreads(0))
                .withMessageContaining("at least 1");
    }
}
