package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateCurvature.Rows;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorSurgeonTest {
    /** ViT-B/16: twelve blocks of 3,072 hidden units. */
    private static final int MANY = 36_864;

    /** Fewer rows than gates, and more. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void choosesWhatTheFullSurgeonChooses(int rows) {
        int gates = 40;
        Rows curvature = rows(rows, gates, 5);
        double[] gradient = new Random(6).doubles(gates, -0.1, 0.1).toArray();
        Surgeon factored = Surgeon.of(gradient, curvature, 0.02);
        Surgeon full = Surgeon.of(gradient, full(curvature), 0.02);
        assertThat(factored).isInstanceOf(FactorSurgeon.class);
        for (int removed = 0; removed < gates - 1; removed++) {
            assertThat(factored.gates()).containsExactly(full.gates(), Offset.offset(1e-6));
            int next = cheapest(full);
            assertThat(cheapest(factored)).as("removal " + removed).isEqualTo(next);
            factored.remove(next);
            full.remove(next);
        }
    }

    @Test
    void needsARidge() {
        assertThatThrownBy(() -> new FactorSurgeon(new double[40], rows(10, 40, 5), 0))
                .hasMessageContaining("raise the ridge");
    }

    /**
     * Rows (4 K M bytes) are the caller's; beside them K x K matrices and vectors of M. The peak counts garbage, too, of which blocks
     * of columns and this test's own sorting leave about 100 MB; M x M would be 10.9 GB.
     */
    @Test
    @Tag("slow")
    void neverFormsAMatrixOfAllGates() {
        assertThat(bytesBeside(256)).as("bytes beside the rows").isLessThan(256L << 20);
    }

    /** The rows of 512 images, four each, as docs/criteria.md has them: three matrices of K x K, and garbage. */
    @Test
    @Tag("nightly")
    void takesThreeMatricesOfRowsByRowsForTheGatesOfAViT() {
        int k = 2048;
        long peak = bytesBeside(k);
        System.out.printf(
                "%d gates, %d rows: %.2f GiB beside %.2f GiB of rows%n", MANY, k, gib(peak), gib(4L * k * MANY));
        assertThat(peak).isLessThan(24L * k * k + (256L << 20));
    }

    private static double gib(long bytes) {
        return bytes / 0x1p30;
    }

    private static long bytesBeside(int k) {
        Rows curvature = rows(k, MANY, 7);
        long before = usedAtLeast();
        Surgeon surgeon = Surgeon.of(new double[MANY], curvature, 0.02);
        for (int i = 0; i < 20; i++) {
            surgeon.remove(cheapest(surgeon));
        }
        long peak = peak() - before;
        assertThat(Arrays.stream(surgeon.gates()).filter(gate -> gate == 0)).hasSize(20);
        return peak;
    }

    private static long usedAtLeast() {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        return heap().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private static long peak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static int cheapest(Surgeon surgeon) {
        double[] gates = surgeon.gates();
        return IntStream.range(0, gates.length)
                .filter(c -> gates[c] != 0)
                .boxed()
                .min((a, b) -> Double.compare(surgeon.cost(a), surgeon.cost(b)))
                .orElseThrow();
    }

    private static Rows rows(int rows, int gates, long seed) {
        Random random = new Random(seed);
        List<HostTensor> blocks = IntStream.range(0, rows / 2)
                .mapToObj(block -> {
                    float[] values = new float[2 * gates];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) random.nextGaussian();
                    }
                    return HostTensor.of(Shape.of(2, gates), values);
                })
                .toList();
        return new Rows(blocks, rows / 2.0);
    }

    private static Full full(Rows curvature) {
        int gates = curvature.gates();
        double[] matrix = new double[gates * gates];
        curvature.rows().forEach(row -> {
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] += row.at(i / gates) * row.at(i % gates) / curvature.images();
            }
        });
        return new Full(matrix);
    }
}
