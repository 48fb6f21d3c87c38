package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.standalone.StandaloneCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run hands over is a network that works elsewhere, the same to the byte whoever computed it, and run.json tells the truth about it. */
@Tag("slow")
class ClusterRunTest {
    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};

    @TempDir
    private static Path folder;

    private static Path results;

    @BeforeAll
    static void run() throws Exception {
        results = new ClusterRun(folder).with(1, (view, cluster) -> {});
    }

    @Test
    void onnxRuntimeGetsTheLogitsAndTheAccuracyThatRunJsonClaims() throws Exception {
        JsonNode run = new ObjectMapper().readTree(results.resolve("run.json").toFile());
        Batch test = Cifar.CIFAR10
                .read(folder.resolve("test.bin"), new PixelScale(MEAN, STD))
                .batch(IntStream.range(0, ClusterRun.TEST_IMAGES).toArray());
        HostTensor theirs = Logits.onnxRuntime(Files.readAllBytes(results.resolve("model.onnx")), test.input());
        Network network = new Network(
                GraphJson.read(Files.readAllBytes(results.resolve("graph.json"))),
                SafeTensors.read(results.resolve("model.safetensors")));

        assertThat(theirs.floats())
                .containsExactly(Logits.ours(network, test.input()).floats(), Offset.offset(1e-4f));
        assertThat(accuracy(theirs, test.labels()))
                .isEqualTo(run.at("/final/accuracy").asDouble(), Offset.offset(1e-9));
        double ratio = run.at("/final/macs").asDouble() / run.at("/dense/macs").asDouble();
        assertThat(ratio).isLessThanOrEqualTo(0.7).isGreaterThan(0.68);
        assertThat(run.at("/steps").size()).isEqualTo(2);
        assertThat(results.resolve("report.html")).content().contains("small");
    }

    /** Held through the repair and fine-tuning; the first convolution was skipped. */
    @Test
    void singleWeightsThatWentAreZeroInWhatIsHandedOver() throws Exception {
        Path sparse = results.resolve("sparse");
        JsonNode run = new ObjectMapper().readTree(sparse.resolve("run.json").toFile());
        Map<String, HostTensor> masks = SafeTensors.read(sparse.resolve("masks.safetensors"));
        Map<String, HostTensor> weights = SafeTensors.read(sparse.resolve("model.safetensors"));

        long zeros = 0;
        long all = 0;
        for (Map.Entry<String, HostTensor> mask : masks.entrySet()) {
            double[] w = weights.get(mask.getKey()).doubles();
            long[] kept = mask.getValue().longs();
            for (int i = 0; i < w.length; i++) {
                assertThat(kept[i] != 0 || w[i] == 0).as(mask.getKey()).isTrue();
                zeros += w[i] == 0 ? 1 : 0;
            }
            all += w.length;
        }
        assertThat((double) zeros / all).isEqualTo(run.at("/final/sparsity").asDouble(), Offset.offset(1e-12));
        assertThat(run.at("/final/sparsity").asDouble()).isCloseTo(0.7, Offset.offset(1e-4));
        assertThat(run.at("/dense/sparsity").asDouble()).isLessThan(1e-3);
        assertThat(run.at("/steps/0/sparsity").asDouble()).isCloseTo(1 - Math.sqrt(0.3), Offset.offset(1e-4));
        assertThat(run.at("/steps/1/sparsityPerLayer/conv1").asDouble()).isZero();
        assertThat(run.at("/steps/1/sparsityPerLayer/layer3.2.conv2").asDouble())
                .isPositive();
        assertThat(run.at("/final/macs")).isEqualTo(run.at("/dense/macs"));
        assertThat(sparse.resolve("report.html")).content().contains("Weights left per layer");
    }

    @Test
    void theNumberOfScorersAndTheirDeathsDoNotChangeTheResult() throws Exception {
        KillDuringScoring killing = new KillDuringScoring();
        Path three = new ClusterRun(folder.resolve("three")).with(3, killing);
        assertThat(killing.killed).as("a scorer was killed while it scored").isTrue();
        for (String file : new String[] {
            "model.safetensors", "graph.json", "model.onnx", "sparse/model.safetensors", "sparse/masks.safetensors"
        }) {
            assertThat(three.resolve(file)).hasSameBinaryContentAs(results.resolve(file));
        }
    }

    private static double accuracy(HostTensor logits, int[] labels) {
        int classes = logits.shape().dim(1);
        long right = IntStream.range(0, labels.length)
                .filter(n -> argMax(logits.floats(), n * classes, classes) == labels[n])
                .count();
        return (double) right / labels.length;
    }

    private static int argMax(float[] values, int from, int count) {
        return IntStream.range(0, count)
                .reduce((a, b) -> values[from + b] > values[from + a] ? b : a)
                .orElseThrow();
    }

    /** kill -9 to the first scorer once a run is half way through the shards of its first step. */
    private static final class KillDuringScoring implements BiConsumer<RunView, StandaloneCluster> {
        private final AtomicBoolean killed = new AtomicBoolean();

        @Override
        public void accept(RunView view, StandaloneCluster cluster) {
            RunView.Progress progress = view.progress();
            boolean scoring =
                    view.state().toString().equalsIgnoreCase("scoring") && progress != null && progress.done() > 0;
            if (scoring && killed.compareAndSet(false, true)) {
                ProcessHandle.of(cluster.processes().get("scorer-1")).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
