package io.apoptosis.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerifiedStreamTest {
    private static final byte[] CONTENT = new byte[20_000];
    private static final ObjectRef PROMISED = new ObjectRef("a", Sha256.of(CONTENT));

    @Test
    void shouldPassTheRightBytesHoweverTheyAreRead() throws IOException {
        assertThat(stream(CONTENT).readAllBytes()).isEqualTo(CONTENT);
        VerifiedStream mixed = stream(CONTENT);
        assertThat(mixed.read()).isZero();
        assertThat(mixed.skip(10_000)).isPositive();
        mixed.readAllBytes();
        assertThat(mixed.read()).isEqualTo(-1);
    }

    @Test
    void shouldNotReachTheEndOfTruncatedBytes() {
        assertThatThrownBy(() -> stream(new byte[19_999]).readAllBytes())
                .isInstanceOf(ObjectCorrupt.class)
                .hasMessageContaining(PROMISED.sha256());
    }

    private static VerifiedStream stream(byte[] bytes) {
        return new VerifiedStream(new ByteArrayInputStream(bytes), PROMISED);
    }
}
