package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSpecTest {
    @ParameterizedTest
    @CsvSource({"20, 5", "20, 20", "7, 3", "1, 1", "1000000, 9999"})
    void shouldCutBatchesIntoShardsWithoutGapOrOverlap(int batches, int shards) {
        ImportanceSpec spec =
                new ImportanceSpec("oba", "dual", "second", "running", batches, 64, shards, "mean", "max", null);

        assertThat(spec.fromBatch(0)).isZero();
        assertThat(spec.toBatch(shards - 1)).isEqualTo(batches);
        for (int shard = 0; shard < shards; shard++) {
            assertThat(spec.toBatch(shard) - spec.fromBatch(shard))
                    .isBetween(batches / shards, (batches + shards - 1) / shards);
        }
    }
}
