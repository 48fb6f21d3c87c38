package io.apoptosis.core.model;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImageNetResNetTest {
    @Test
    void resnet18IsTorchvisions() {
        Torchvision.network("resnet18").hasItsTensors().costs(1.81);
    }

    @Test
    void resnet18ComputesWhatTorchvisionsDoes() {
        Torchvision.network("resnet18").computesItsLogits();
    }

    @Test
    void resnet34IsTorchvisions() {
        Torchvision.network("resnet34").hasItsTensors().costs(3.66);
    }

    @Test
    void resnet50IsTorchvisions() {
        Torchvision.network("resnet50").hasItsTensors().costs(4.09);
    }

    @Test
    @Tag("slow")
    void resnet50ComputesWhatTorchvisionsDoes() {
        Torchvision.network("resnet50").computesItsLogits();
    }

    @Test
    void resnet101IsTorchvisions() {
        Torchvision.network("resnet101").hasItsTensors().costs(7.80);
    }
}
