package io.apoptosis.core.model;

import org.junit.jupiter.api.Test;

class VggTest {
    @Test
    void vgg11IsTorchvisions() {
        Torchvision.network("vgg11_bn").hasItsTensors().costs(7.61);
    }

    @Test
    void vgg13IsTorchvisions() {
        Torchvision.network("vgg13_bn").hasItsTensors().costs(11.31);
    }

    @Test
    void vgg16IsTorchvisions() {
        Torchvision.network("vgg16_bn").hasItsTensors().costs(15.47);
    }

    @Test
    void vgg19IsTorchvisions() {
        Torchvision.network("vgg19_bn").hasItsTensors().costs(19.63);
    }
}
