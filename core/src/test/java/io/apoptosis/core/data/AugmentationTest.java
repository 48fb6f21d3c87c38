package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int[] INDICES = IntStream.range(100, 132).toArray();

    @Test
    void whatHappensToASampleDoesNotDependOnItsBatch() {
        Augmentation augmentation = new Augmentation(Set.of("crop", "flip"), 7);
        Batch batch = batch(32);

        HostTensor together = augmentation.apply(batch, INDICES, 1).input();

        for (int n = 0; n < 32; n++) {
            Batch alone = new Batch(batch.input().select(0, new int[] {n}), new int[] {0});
            assertThat(augmentation.apply(alone, new int[] {INDICES[n]}, 1).input())
                    .isEqualTo(together.select(0, new int[] {n}));
        }
    }

    @Test
    void whatIsNoImageStaysAsItIs() {
        Batch ids = new Batch(HostTensor.of(Shape.of(2, 3), 1L, 2L, 3L, 4L, 5L, 6L), new int[] {0, 1});

        assertThat(new Augmentation(Set.of("crop", "flip"), 7).apply(ids, new int[] {0, 1}, 1))
                .isEqualTo(ids);
    }

    @Test
    void flipMirrorsAboutHalfOfTheImagesAndLeavesTheOthers() {
        Batch batch = batch(32);

        HostTensor flipped =
                new Augmentation(Set.of("flip"), 7).apply(batch, INDICES, 0).input();

        int[] reversed = IntStream.range(0, 8).map(x -> 7 - x).toArray();
        HostTensor mirror = batch.input().select(3, reversed);
        long mirrored =
                IntStream.range(0, 32).filter(n -> same(flipped, mirror, n)).count();
        long left = IntStream.range(0, 32)
                .filter(n -> same(flipped, batch.input(), n))
                .count();
        assertThat(mirrored + left).isEqualTo(32);
        assertThat(mirrored).isBetween(8L, 24L);
    }

    @Test
    void cropShiftsByAtMostFourPixelsAndFillsWithZeros() {
        Batch batch = batch(32);
        float[] from = batch.input().floats();

        float[] to = new Augmentation(Set.of("crop"), 7)
                .apply(batch, INDICES, 0)
                .input()
                .floats();

        for (int n = 0; n < 32; n++) {
            int sample = n;
            assertThat(IntStream.range(0, 81).anyMatch(k -> shifted(from, to, sample * 128, k / 9 - 4, k % 9 - 4)))
                    .as("sample %d is a shift of itself", n)
                    .isTrue();
        }
        assertThat(to).isNotEqualTo(from);
    }

    @Test
    void anotherEpochOrSeedMovesTheImagesElsewhere() {
        Augmentation augmentation = new Augmentation(Set.of("crop"), 7);
        HostTensor first = augmentation.apply(batch(32), INDICES, 0).input();

        assertThat(augmentation.apply(batch(32), INDICES, 1).input()).isNotEqualTo(first);
        assertThat(new Augmentation(Set.of("crop"), 8)
                        .apply(batch(32), INDICES, 0)
                        .input())
                .isNotEqualTo(first);
    }

    @Test
    void noneLeavesTheBatchAlone() {
        Batch batch = batch(4);

        assertThat(new Augmentation(Set.of(), 7).apply(batch, new int[] {0, 1, 2, 3}, 0))
                .isSameAs(batch);
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> new Augmentation(Set.of("rotate"), 7))
                .hasMessageContaining("rotate")
                .hasMessageContaining("[crop, flip]");
    }

    private static boolean same(HostTensor a, HostTensor b, int n) {
        return a.select(0, new int[] {n}).equals(b.select(0, new int[] {n}));
    }

    private static boolean shifted(float[] from, float[] to, int at, int down, int right) {
        return IntStream.range(0, 128).allMatch(i -> {
            int y = i / 8 % 8 - down;
            int x = i % 8 - right;
            boolean inside = y >= 0 && y < 8 && x >= 0 && x < 8;
            return to[at + i] == (inside ? from[at + i / 64 * 64 + y * 8 + x] : 0);
        });
    }

    private static Batch batch(int size) {
        double[] pixels = new Random(5).doubles(size * 2L * 64, 0.5, 1).toArray();
        HostTensor input = HostTensor.of(Shape.of(size, 2, 8, 8), pixels);
        return new Batch(HostTensor.of(input.shape(), input.floats()), new int[size]);
    }
}
