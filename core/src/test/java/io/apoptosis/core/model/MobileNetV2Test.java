package io.apoptosis.core.model;

import org.junit.jupiter.api.Test;

class MobileNetV2Test {
    @Test
    void mobileNetIsTorchvisions() {
        Torchvision.network("mobilenet_v2").hasItsTensors().costs(0.30);
    }

    @Test
    void mobileNetComputesWhatTorchvisionsDoes() {
        Torchvision.network("mobilenet_v2").computesItsLogits();
    }
}
