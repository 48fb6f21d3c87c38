package io.apoptosis.core.importance;

/**
 * A contiguous range of calibration batches: one shard.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record BatchRange(int from, int to) {

    /** Range of shard {@code shard} when {@code batches} are cut into {@code shards} as equally as can be; longer ones first. */
    public static BatchRange ofShard(int batches, int shards, int shard) {
        if (shards < 1 || shards > batches || shard < 0 || shard >= shards) {
            throw new IllegalArgumentException(
                    "shard " + shard + " of " + shards + " over " + batches + " batches does not exist");
        }
        int size = batches / shards;
        int longer = batches % shards;
        int from = shard * size + Math.min(shard, longer);
        return new BatchRange(from, from + size + (shard < longer ? 1 : 0));
    }
}
