package io.apoptosis.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.gateway.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodiesTest {
    @Test
    void whatFitsIsRead() {
        byte[] body = new byte[Bodies.LARGEST];
        assertThat(Bodies.read(new ByteArrayInputStream(body))).isEqualTo(body);
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                assertThat(read++).isLessThanOrEqualTo(2L * Bodies.LARGEST);
                return 'x';
            }
        };
        assertThatThrownBy(() -> Bodies.read(endless))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(413));
    }
}
