package io.apoptosis.core.model;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
