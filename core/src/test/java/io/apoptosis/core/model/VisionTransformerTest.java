package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.tensor.Shape;
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
}
