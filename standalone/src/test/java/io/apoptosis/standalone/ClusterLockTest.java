package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLockTest {
    @TempDir
    Path dataDir;

    @Test
    void shouldRefuseASecondClusterAndNameTheFirst() {
        try (ClusterLock first = ClusterLock.take(dataDir)) {
            assertThatThrownBy(() -> ClusterLock.take(dataDir))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining(dataDir.toString());
        }
    }

    @Test
    void shouldLetTheNextClusterInOnceReleased() {
        ClusterLock.take(dataDir).close();
        assertThatCode(() -> ClusterLock.take(dataDir).close()).doesNotThrowAnyException();
    }
}
