package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scores in float64 against vectors that independent implementations computed by double backward (../shared/golden). */
class GoldenScoresTest {

    @Test
    void tinyCnn() throws Exception {
        Map<String, HostTensor> golden = resource("tiny_cnn.safetensors");
        assertScores(tiny(cnn(), golden), golden, Normalization.RUNNING, 1e-9);
    }

    @Test
    void tinyResidual() throws Exception {
        Map<String, HostTensor> golden = resource("tiny_residual.safetensors");
        assertScores(tiny(residual(), golden), golden, Normalization.RUNNING, 1e-9);
    }

    @Test
    @Tag("slow")
    void resnet20WithRunningStatistics() throws Exception {
        assertResnet20("resnet20_exact_eval.safetensors", Normalization.RUNNING);
    }

    @Test
    @Tag("slow")
    void resnet20WithBatchStatistics() throws Exception {
        assertResnet20("resnet20_exact_batchstats.safetensors", Normalization.BATCH);
    }

    private static void assertResnet20(String file, Normalization normalization) throws Exception {
        Path golden = Path.of(System.getProperty("apoptosis.shared"), "golden", file);
        assumeTrue(Files.exists(golden), golden + " is not here: golden vectors of ResNet-20 skipped");
        Path weights = Path.of(System.getProperty("apoptosis.root"), "examples/weights/resnet20-cifar10.th");
        Network network = Architectures.named("resnet20", 10).load(Checkpoints.read(weights));
        assertScores(network, SafeTensors.read(golden), normalization, 1e-8);
    }

    private static void assertScores(
            Network network, Map<String, HostTensor> golden, Normalization normalization, double tolerance) {
        HostTensor input = golden.get("input");
        int[] labels = java.util.Arrays.stream(golden.get("labels").longs())
                .mapToInt(label -> (int) label)
                .toArray();
        Map<String, Terms> terms = Map.of("T1.", Terms.FIRST, "T2.", Terms.SECOND);
        terms.forEach((prefix, term) -> {
            Map<String, HostTensor> v = scoreGradient(network, term, normalization, input, labels);
            v.forEach((name, gradient) -> assertThat(relativeError(
                            product(network.weight(name), gradient),
                            golden.get(prefix + name).doubles()))
                    .as(prefix + name)
                    .isLessThan(tolerance));
        });
    }

    private static Map<String, HostTensor> scoreGradient(
            Network network, Terms terms, Normalization normalization, HostTensor input, int[] labels) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            return new ScoreGradient(network.graph(), terms, normalization).of(scope, weights, input, labels);
        }
    }

    private static double[] product(HostTensor theta, HostTensor v) {
        double[] result = theta.doubles().clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= v.doubles()[i];
        }
        return result;
    }

    /** Largest difference relative to the largest value. */
    private static double relativeError(double[] actual, double[] expected) {
        double difference = 0;
        double scale = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        return scale == 0 ? difference : difference / scale;
    }

    /** conv 3->4, relu, conv 4->6, relu, global average pool, fc 6->5. */
    private static Architecture cnn() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        Window window = Window.square(3, 1, 1);
        String x = b.relu("r1", b.conv("conv1", b.input(), 3, 4, window, 1, true));
        x = b.relu("r2", b.conv("conv2", x, 4, 6, window, 1, true));
        return b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), x), 6, 5));
    }

    /** a = relu(c1 x); b = relu(c3(relu(c2 a)) + a); fc(mean relu(c4 b)). */
    private static Architecture residual() {
        GraphBuilder g = new GraphBuilder(Shape.of(3, 8, 8));
        Window window = Window.square(3, 1, 1);
        String a = g.relu("a", g.conv("c1", g.input(), 3, 4, window, 1, true));
        String inner = g.relu("r2", g.conv("c2", a, 4, 4, window, 1, true));
        String b = g.relu("b", g.add("join", g.conv("c3", inner, 4, 4, window, 1, true), a));
        String last = g.relu("r4", g.conv("c4", b, 4, 4, window, 1, true));
        return g.build(g.linear("fc", g.node("pool", new GlobalAvgPool(), last), 4, 5));
    }

    private static Network tiny(Architecture architecture, Map<String, HostTensor> golden) {
        Map<String, HostTensor> parameters = new LinkedHashMap<>();
        golden.forEach((name, tensor) -> {
            if (name.startsWith("param.")) {
                parameters.put(name.substring("param.".length()), tensor);
            }
        });
        return architecture.load(parameters);
    }

    private static Map<String, HostTensor> resource(String name) throws Exception {
        try (InputStream in = GoldenScoresTest.class.getResourceAsStream("/golden/" + name)) {
            return SafeTensors.read(in.readAllBytes());
        }
    }
}
