package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRangeTest {

    @ParameterizedTest
    @CsvSource({"20, 5", "20, 3", "7, 7", "200, 13"})
    void rangesCoverEveryBatchOnceAndDifferByOneAtMost(int batches, int shards) {
        int next = 0;
        for (int shard = 0; shard < shards; shard++) {
            BatchRange range = BatchRange.ofShard(batches, shards, shard);
            assertThat(range.from()).isEqualTo(next);
            assertThat(range.to() - range.from()).isBetween(batches / shards, batches / shards + 1);
            next = range.to();
        }
        assertThat(next).isEqualTo(batches);
    }

    @Test
    void refusesMoreShardsThanBatches() {
        assertThatThrownBy(() -> BatchRange.ofShard(2, 3, 0)).hasMessageContaining("3 over 2 batches");
    }
}
