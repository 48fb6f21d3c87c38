package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.model.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyMeterTest {
    private static final Path WEIGHTS = Path.of(System.getProperty("apoptosis.root"), "examples/weights");

    @Test
    void aDeeperNetworkTakesLonger() {
        List<Latency> latencies =
                new LatencyMeter(1, 4, 1, 5).measure(List.of(model("resnet20"), model("resnet32")), Progress.NONE);

        assertThat(latencies)
                .hasSize(2)
                .allSatisfy(latency -> assertThat(latency.runs()).isEqualTo(5));
        assertThat(latencies.get(0).median()).isLessThan(latencies.get(1).median());
    }

    @Test
    void aLanguageModelIsFedTokenIds() throws IOException {
        byte[] model = Files.readAllBytes(Path.of("src/test/resources/onnx/language.onnx"));

        assertThat(new LatencyMeter(1, 3, 0, 2).measure(List.of(model), Progress.NONE))
                .singleElement()
                .satisfies(latency -> assertThat(latency.median()).isPositive());
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> new LatencyMeter(1, 1, 0, 1).measure(List.of(new byte[] {1, 2, 3}), Progress.NONE))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("can't load");
    }

    private static byte[] model(String name) {
        Network network = Architectures.named(name, 10).load(Checkpoints.read(WEIGHTS.resolve(name + "-cifar10.th")));
        return OnnxModel.write(network);
    }
}
