package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerTest {
    private static final Network RESNET20 = Architectures.named("resnet20", 10)
            .load(Checkpoints.read(
                    Path.of(System.getProperty("apoptosis.root"), "examples/weights/resnet20-cifar10.th")));

    @Test
    void aResidualStreamIsOneGroupAndABlocksInnerChannelsAreAnother() {
        assertThat(Layer.of(RESNET20, Set.of()))
                .contains(
                        new Layer("conv1", 16, 432, "conv1"),
                        new Layer("layer1.0.conv1", 16, 2304, "layer1.0.conv1"),
                        new Layer("layer1.0.conv2", 16, 2304, "conv1"));
    }

    @Test
    void theClassesAreNeverPruned() {
        List<Layer> layers = Layer.of(RESNET20, Set.of());

        assertThat(layers.get(layers.size() - 1)).isEqualTo(new Layer("linear", 10, 640, null));
    }

    @Test
    void aSkippedLayerHasNoGroup() {
        assertThat(Layer.of(RESNET20, Set.of("layer1.0.conv1"))).contains(new Layer("layer1.0.conv1", 16, 2304, null));
    }
}
