package io.apoptosis.bench;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.model.InitialWeights;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the coupled groups of residual networks that double in length: {@code bench/run.sh jmh GroupGrowth}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class GroupGrowth {
    private static final int CHANNELS = 8;
    private static final int NODES_PER_BLOCK = 7;

    @Param({"1250", "2500", "5000", "10000"})
    public int nodes;

    private Network network;

    /** A stem, blocks on one residual stream, a classifier. */
    @Setup(Level.Trial)
    public void build() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 4, 4));
        String stream = b.batchNorm("stem.norm", b.conv("stem", b.input(), 3, CHANNELS, 3, 1), CHANNELS);
        for (int i = 0; i < nodes / NODES_PER_BLOCK; i++) {
            String name = "block" + i + ".";
            String inner = convolved(b, name + "1", stream);
            String outer = convolved(b, name + "2", b.relu(name + "relu1", inner));
            stream = b.relu(name + "relu2", b.add(name + "add", stream, outer));
        }
        String pooled = b.node("pool", new GlobalAvgPool(), stream);
        network = InitialWeights.of(b.build(b.linear("classifier", pooled, CHANNELS, 10)), 1);
    }

    private static String convolved(GraphBuilder b, String name, String from) {
        return b.batchNorm(name + ".norm", b.conv(name, from, CHANNELS, CHANNELS, 3, 1), CHANNELS);
    }

    @Benchmark
    public List<Group> groups() {
        return Groups.of(network, Set.of());
    }
}
