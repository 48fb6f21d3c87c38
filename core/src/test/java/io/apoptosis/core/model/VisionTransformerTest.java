package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionTransformerTest {
    @Test
    void vitB16IsTorchvisions() {
        Torchvision.network("vit_b_16").hasItsTensors().costs(17.56);
    }

    @Test
    @Tag("slow")
    void vitB16ComputesWhatTorchvisionsDoes() {
        Torchvision.network("vit_b_16").computesItsLogits();
    }

    /** Parameters as timm's documentation has them. */
    @ParameterizedTest
    @CsvSource({"vit_tiny_patch16_224, 5717416", "vit_small_patch16_224, 22050664"})
    void theSmallOnesAreTimms(String name, long parameters) {
        Architecture architecture = Architectures.named(name, 1000);

        assertThat(architecture.parameterShapes().values().stream()
                        .mapToLong(Shape::size)
                        .sum())
                .isEqualTo(parameters);
        assertThat(architecture.parameterShapes())
                .containsKeys("cls_token", "pos_embed", "patch_embed.proj.weight", "blocks.11.attn.qkv.bias")
                .containsKeys("blocks.0.norm2.weight", "blocks.0.mlp.fc2.weight", "norm.bias", "head.weight");
    }

    /** Six layers of 12 w^2 + 13 w parameters (w = 64), 7x7 patches, class token, 17 positions, last norm and classifier. */
    @Test
    void theSmallOneIsForGreyImages() {
        Network network = RandomNetworks.of(Architectures.named("vit_fashion", 10), 3);

        assertThat(Cost.of(network).parameters())
                .isEqualTo(6 * (12 * 64 * 64 + 13 * 64) + (49 * 64 + 64) + 64 + 17 * 64 + 2 * 64 + 65 * 10);
        List<Group> groups = Groups.of(network, Set.of());
        MaskedEqualsPruned.check(
                network, groups.stream().map(group -> group.units().get(1)).toList(), 7);
    }
}
