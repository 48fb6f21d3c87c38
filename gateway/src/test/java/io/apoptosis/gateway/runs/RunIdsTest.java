package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunIdsTest {
    @Test
    void withoutAKeyEveryRunIsNewAndBearsItsName() {
        assertThat(RunIds.of("ResNet-20 on CIFAR", null)).matches("resnet-20-on-cifar-[0-9a-f]{10}");
        assertThat(RunIds.of("a", null)).isNotEqualTo(RunIds.of("a", null));
    }

    @Test
    void theSameKeyIsTheSameRun() {
        assertThat(RunIds.of("a", "key")).isEqualTo(RunIds.of("b", "key")).isNotEqualTo(RunIds.of("a", "other"));
    }

    @Test
    void whateverANameOrAKeyHoldsTheIdIsSafeInUrlsAndObjectKeys() {
        assertThat(RunIds.of("../../etc", null)).matches("[a-z0-9-]+");
        assertThat(RunIds.of("///", null)).startsWith("run-");
        assertThat(RunIds.of("a", "../?x=1")).matches("[a-z0-9-]+");
    }
}
