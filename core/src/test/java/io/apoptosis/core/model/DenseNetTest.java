package io.apoptosis.core.model;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DenseNetTest {
    @Test
    void denseNet121IsTorchvisions() {
        Torchvision.network("densenet121").hasItsTensors().costs(2.83);
    }

    @Test
    @Tag("slow")
    void denseNet121ComputesWhatTorchvisionsDoes() {
        Torchvision.network("densenet121").computesItsLogits();
    }
}
