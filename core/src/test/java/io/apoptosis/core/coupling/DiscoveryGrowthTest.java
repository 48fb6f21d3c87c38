package io.apoptosis.core.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten times as many nodes are about ten times as much work, up to ten thousand of them. */
class DiscoveryGrowthTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CHANNELS = 8;
    private static final int NODES_PER_BLOCK = 7;

    @Test
    void shouldGrowWithTheNetwork() {
        Network small = residual(1_000);
        Network large = residual(10_000);
        Work few = work(small);
        Work many = work(large);
        assertThat(many.groups()).isEqualTo(1 + (large.graph().nodes().size() - 4) / NODES_PER_BLOCK);
        // Ten times is linear, a hundred quadratic; CPU time on a busy machine needs the margin, memory does not.
        assertThat(many.bytes()).as("bytes allocated, %s and %s", few, many).isLessThan(13 * few.bytes());
        assertThat(many.cpuNanos()).as("CPU time, %s and %s", few, many).isLessThan(30 * few.cpuNanos());
    }

    /** The least of several: what else the machine does only adds. */
    private record Work(int groups, long bytes, long cpuNanos) {
        Work least(Work other) {
            return new Work(groups, Math.min(bytes, other.bytes), Math.min(cpuNanos, other.cpuNanos));
        }
    }

    private static Work work(Network network) {
        Work least = once(network);
        for (int i = 0; i < 4; i++) {
            least = least.least(once(network));
        }
        return least;
    }

    private static Work once(Network network) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        List<Group> groups = Groups.of(network, Set.of());
        return new Work(
                groups.size(),
                THREADS.getCurrentThreadAllocatedBytes() - bytes,
                THREADS.getCurrentThreadCpuTime() - nanos);
    }

    /** A stem, blocks on one residual stream, a classifier. */
    private static Network residual(int nodes) {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 4, 4));
        String stream = b.batchNorm("stem.norm", b.conv("stem", b.input(), 3, CHANNELS, 3, 1), CHANNELS);
        for (int i = 0; i < nodes / NODES_PER_BLOCK; i++) {
            String name = "block" + i + ".";
            String inner =
                    b.batchNorm(name + "norm1", b.conv(name + "conv1", stream, CHANNELS, CHANNELS, 3, 1), CHANNELS);
            String outer = b.batchNorm(
                    name + "norm2",
                    b.conv(name + "conv2", b.relu(name + "relu1", inner), CHANNELS, CHANNELS, 3, 1),
                    CHANNELS);
            stream = b.relu(name + "relu2", b.add(name + "add", stream, outer));
        }
        String pooled = b.node("pool", new GlobalAvgPool(), stream);
        return RandomNetworks.of(b.build(b.linear("classifier", pooled, CHANNELS, 10)), 7);
    }
}
