package io.apoptosis.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsGrantedThenTheRate() {
        Allowance allowance = Allowance.full(3, 0);
        for (int request = 0; request < 3; request++) {
            allowance = allowance.spend(2, 3, 0);
            assertThat(allowance.granted()).isTrue();
        }
        assertThat(allowance.spend(2, 3, 0).granted()).isFalse();
        assertThat(allowance.spend(2, 3, SECOND / 2).granted()).isTrue();
    }

    @Test
    void whoIsRefusedIsNotPunished() {
        Allowance allowance = Allowance.full(1, 0).spend(1, 1, 0);
        for (int request = 0; request < 100; request++) {
            allowance = allowance.spend(1, 1, 0);
        }
        assertThat(allowance.spend(1, 1, SECOND).granted()).isTrue();
    }

    @Test
    void itFillsNoFurtherThanFull() {
        Allowance allowance = Allowance.full(1, 0).spend(1, 1, 3600 * SECOND);
        assertThat(allowance.spend(1, 1, 3600 * SECOND).granted()).isFalse();
    }
}
