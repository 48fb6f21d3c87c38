package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PrefetchedTest {
    @Test
    void batchesComeInOrder() {
        try (Prefetched ahead = new Prefetched(3, 6, PrefetchedTest::batch)) {
            assertThat(List.of(ahead.next(), ahead.next(), ahead.next()))
                    .extracting(batch -> batch.labels()[0])
                    .containsExactly(3, 4, 5);
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The latch opens only if batch 1 is prepared while batch 0 is still being used. */
    @Test
    void theNextOneIsPreparedWhileThisOneIsWorkedOn() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        List<String> threads = new CopyOnWriteArrayList<>();
        try (Prefetched ahead = new Prefetched(0, 2, number -> {
            threads.add(Thread.currentThread().getName());
            if (number == 1) {
                second.countDown();
            }
            return batch(number);
        })) {
            assertThat(ahead.next().labels()).containsExactly(0);
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).containsOnly("prefetch");
    }

    @Test
    void nothingIsPreparedForAnEmptyRange() {
        try (Prefetched ahead = new Prefetched(2, 2, number -> {
            throw new AssertionError("batch " + number + " is nobody's");
        })) {
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDamagedImageIsReportedWhereItsBatchIsAskedFor() {
        try (Prefetched ahead = new Prefetched(0, 2, number -> {
            if (number == 1) {
                throw new MalformedFile("cat.jpg is damaged");
            }
            return batch(number);
        })) {
            assertThat(ahead.next().labels()).containsExactly(0);
            assertThatThrownBy(ahead::next).isInstanceOf(MalformedFile.class).hasMessage("cat.jpg is damaged");
        }
    }

    private static Batch batch(int number) {
        return new Batch(HostTensor.of(Shape.of(1, 1), (float) number), new int[] {number});
    }
}
