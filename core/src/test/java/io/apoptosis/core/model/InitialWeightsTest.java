package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.graph.Network;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
    private static final Network VGG = InitialWeights.of(Architectures.named("vgg19_fashion", 10), 1);
    private static final Network VIT = InitialWeights.of(Architectures.named("vit_fashion", 10), 1);

    @Test
    void aKernelKeepsTheVarianceOfWhatARectifierLeaves() {
        double[] kernel = VGG.weight("block4.3.weight").doubles();
        int fanIn = kernel.length / VGG.weight("block4.3.bias").size();

        assertThat(Arrays.stream(kernel).map(w -> w * w).average().orElseThrow())
                .isCloseTo(2.0 / fanIn, within(0.02 * 2.0 / fanIn));
        assertThat(Arrays.stream(kernel).average().orElseThrow()).isCloseTo(0, within(1e-3));
    }

    @Test
    void aNormDoesNothingYet() {
        assertThat(VGG.weight("block0.1.weight").doubles()).containsOnly(1);
        assertThat(VGG.weight("block0.1.bias").doubles()).containsOnly(0);
        assertThat(VGG.weight("block0.1.running_mean").doubles()).containsOnly(0);
        assertThat(VGG.weight("block0.1.running_var").doubles()).containsOnly(1);
    }

    @Test
    void tokensAndPositionsAreSmall() {
        double[] positions = VIT.weight("pos_embed").doubles();

        assertThat(Arrays.stream(positions).map(p -> p * p).average().orElseThrow())
                .isCloseTo(4e-4, within(4e-5));
    }

    @Test
    void theSeedDecides() {
        assertThat(InitialWeights.of(Architectures.named("vit_fashion", 10), 1)).isEqualTo(VIT);
        assertThat(InitialWeights.of(Architectures.named("vit_fashion", 10), 2)).isNotEqualTo(VIT);
    }
}
