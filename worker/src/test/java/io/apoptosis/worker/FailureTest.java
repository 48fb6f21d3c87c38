package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.train.NumericFailure;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.StoreUnavailable;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new MalformedFile("truncated"), "bad-input", false),
                Arguments.of(new IllegalArgumentException("labels out of range"), "bad-input", false),
                Arguments.of(new NumericFailure("the loss is NaN"), "numeric", false),
                Arguments.of(new StoreUnavailable("no answer"), "store", true),
                Arguments.of(new ObjectMissing("no object"), "store", false),
                Arguments.of(new TimeoutException("no leader"), "broker", true),
                Arguments.of(new OutOfMemoryError("Java heap space"), "memory", true),
                Arguments.of(
                        new RuntimeException("DefaultCPUAllocator: can't allocate memory: you tried …"),
                        "memory",
                        true),
                Arguments.of(new WorkersLost("handed out 5 times"), "worker-lost", true),
                Arguments.of(new IOException("No space left on device"), "internal", true),
                Arguments.of(new NullPointerException(), "internal", true));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void shouldSayWhatKindOfCauseItIsAndWhetherTryingAgainMayHelp(
            Throwable thrown, String category, boolean transientCause) {
        Failure failure = Failure.of(thrown);
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.transientCause()).isEqualTo(transientCause);
        assertThat(failure.cause()).isNotBlank();
        assertThat(failure.nextAction()).isNotBlank();
    }
}
