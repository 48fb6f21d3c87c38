package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOrderTest {
    @Test
    void sequentialBatchesGoThroughTheFileAndEndWithTheRest() {
        assertThat(BatchOrder.sequential(5, 2)).containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4});
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 3", "64, 64", "1000, 64", "0, 8"})
    void aShuffleHoldsEverySampleOnce(int size, int batchSize) {
        assertThat(flat(BatchOrder.shuffled(size, batchSize, 7, 2)))
                .containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
    }

    @Test
    void aShuffleDependsOnSeedAndEpochOnly() {
        assertThat(flat(BatchOrder.shuffled(100, 10, 7, 2))).isEqualTo(flat(BatchOrder.shuffled(100, 33, 7, 2)));
        assertThat(flat(BatchOrder.shuffled(100, 10, 7, 3))).isNotEqualTo(flat(BatchOrder.shuffled(100, 10, 7, 2)));
        assertThat(flat(BatchOrder.shuffled(100, 10, 8, 2))).isNotEqualTo(flat(BatchOrder.shuffled(100, 10, 7, 2)));
    }

    @Test
    void aShuffleIsTheSameOnEveryMachine() {
        assertThat(flat(BatchOrder.shuffled(8, 8, 7, 0))).containsExactly(4, 0, 7, 3, 1, 2, 5, 6);
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThatThrownBy(() -> BatchOrder.sequential(5, 0)).hasMessageContaining("at least 1");
    }

    private static int[] flat(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
