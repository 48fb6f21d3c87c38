package io.apoptosis.core.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.model.Architectures;
import org.junit.jupiter.api.Test;

class SkipTest {
    private static final Graph RESNET20 = Architectures.named("resnet20", 10).graph();

    @Test
    void aLayerIsWhatItGives() {
        assertThat(Skip.of("layer1.0.conv1", RESNET20).values(RESNET20)).containsExactly("layer1.0.conv1");
        assertThat(Skip.of("layer1.0.conv1:out", RESNET20).values(RESNET20)).containsExactly("layer1.0.conv1");
    }

    @Test
    void itsInputIsWhatItReads() {
        assertThat(Skip.of("layer1.0.conv2:in", RESNET20).values(RESNET20)).containsExactly("layer1.0.relu1");
    }

    @Test
    void wildcardsMeanManyLayersAndDotsAreDots() {
        assertThat(Skip.of("layer?.0.conv1", RESNET20).values(RESNET20))
                .containsExactly("layer1.0.conv1", "layer2.0.conv1", "layer3.0.conv1");
        assertThat(Skip.of("layer3.*:out", RESNET20).values(RESNET20)).hasSizeGreaterThan(10);
        assertThat(Skip.of("layer1x*", RESNET20).values(RESNET20)).isEmpty();
    }
}
