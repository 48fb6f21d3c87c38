package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTensorTest {
    private static final TorchStorage STORAGE = new TorchStorage(StoredType.F32, "k", 200);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void elementIjkIsAtOffsetPlusStrides(long seed) {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L);
        int[] dims = random.ints(3, 1, 5).toArray();
        long[] strides = random.longs(3, 0, 12).toArray();
        int offset = random.nextInt(30);
        float[] values = new float[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }

        HostTensor dense =
                new TorchTensor(STORAGE, offset, Shape.of(dims), strides).gather(HostTensor.of(Shape.of(200), values));

        int at = 0;
        for (int i = 0; i < dims[0]; i++) {
            for (int j = 0; j < dims[1]; j++) {
                for (int k = 0; k < dims[2]; k++) {
                    assertThat(dense.floats()[at++])
                            .as("seed %d", seed)
                            .isEqualTo(offset + i * strides[0] + j * strides[1] + k * strides[2]);
                }
            }
        }
    }

    @Test
    void anEmptyTensorNeedsNoStorage() {
        TorchStorage empty = new TorchStorage(StoredType.F32, "k", 0);

        HostTensor dense = new TorchTensor(empty, 0, Shape.of(0, 3), new long[] {3, 1})
                .gather(HostTensor.of(Shape.of(0), new float[0]));

        assertThat(dense.shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void aViewThatLeavesItsStorageIsRefused() {
        assertThatThrownBy(() -> new TorchTensor(STORAGE, 1, Shape.of(200), new long[] {1}))
                .hasMessageContaining("reaches element 200");
        assertThatThrownBy(() -> new TorchTensor(STORAGE, -1, Shape.of(2), new long[] {1}))
                .isInstanceOf(MalformedFile.class);
        assertThatThrownBy(() -> new TorchTensor(STORAGE, 9, Shape.of(2), new long[] {-1}))
                .hasMessageContaining("stride -1");
        assertThatThrownBy(() -> new TorchTensor(STORAGE, 0, Shape.of(2, 2), new long[] {1}))
                .hasMessageContaining("1 strides");
    }
}
