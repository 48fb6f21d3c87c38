package io.apoptosis.core.train;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.graph.Vocabulary;
import java.util.Arrays;

/** Whether a data set fits a network: checked before the first batch, so that nobody waits to learn of it. */
final class Fit {
    private Fit() {}

    static void check(Network network, ImageSet images) {
        if (!images.sampleShape().equals(network.graph().inputShape())) {
            throw new IllegalArgumentException("the network reads samples of "
                    + network.graph().inputShape() + ", the data set has " + images.sampleShape());
        }
        Vocabulary.misfit(network, images.ids()).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (images.size() == 0) {
            throw new IllegalArgumentException("the data set is empty");
        }
        int classes = ShapeInference.of(network).value(network.graph().output()).dim(1);
        int largest = Arrays.stream(images.labels()).max().orElseThrow();
        if (largest >= classes) {
            throw new IllegalArgumentException("the data set has a label " + largest + ", but the network has "
                    + classes + " classes (labels 0 to " + (classes - 1) + ")");
        }
    }
}
