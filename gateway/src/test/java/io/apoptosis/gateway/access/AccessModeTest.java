package io.apoptosis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.access.AccessMode.Mode;
import org.junit.jupiter.api.Test;

class AccessModeTest {
    private static final boolean KNOWN = true;
    private static final boolean LOOPBACK = true;

    @Test
    void onlyALoopbackGatewayThatKnowsNobodyIsOpen() {
        assertThat(Mode.AUTO.guards(!KNOWN, LOOPBACK)).isFalse();
        assertThat(Mode.AUTO.guards(KNOWN, LOOPBACK)).isTrue();
        assertThat(Mode.AUTO.guards(!KNOWN, !LOOPBACK)).isTrue();
        assertThat(Mode.AUTO.guards(KNOWN, !LOOPBACK)).isTrue();
    }

    @Test
    void whatIsSaidCounts() {
        assertThat(Mode.REQUIRED.guards(!KNOWN, LOOPBACK)).isTrue();
        assertThat(Mode.OFF.guards(KNOWN, !LOOPBACK)).isFalse();
    }
}
