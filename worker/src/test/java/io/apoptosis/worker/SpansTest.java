package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.store.StoreTime;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final double PASS = 0.02;

    private final Spans spans = new Spans(new StoreTime());

    @Test
    void whatIsNeitherTensorsNorStoreIsTheTasksAsWell() {
        Spans.Span span = spans.span();
        spans.tensors(SpansTest::pass);
        pass();

        Spent spent = span.spent();
        assertThat(spent.tensors()).isBetween(PASS, span.seconds() - PASS);
        assertThat(spent.store()).isZero();
    }

    @Test
    void theTaskBeforeIsNotCounted() {
        spans.tensors(SpansTest::pass);

        assertThat(spans.span().spent()).isEqualTo(new Spent(0, 0));
    }

    @Test
    void aPassThatFailsCounts() {
        Spans.Span span = spans.span();
        assertThatThrownBy(() -> spans.tensors(() -> {
                    pass();
                    throw new IllegalStateException("not a number");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(span.spent().tensors()).isGreaterThanOrEqualTo(PASS);
    }

    private static boolean pass() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PASS * 1e9) {
            Thread.onSpinWait();
        }
        return true;
    }
}
