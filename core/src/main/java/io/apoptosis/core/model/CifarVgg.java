package io.apoptosis.core.model;

import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;

/**
 * VGG-19 with batch norms for small images, as pruning is compared on (Fang et al., 2023, table 2; Sun et al., 2025, table 3): no pooling
 * behind the fourth stage and one linear layer. Names of github VainF/Torch-Pruning's and HobbitLong/RepDistiller's checkpoints.
 */
final class CifarVgg {
    private static final Shape CIFAR = Shape.of(3, 32, 32);
    private static final Shape FASHION_MNIST = Shape.of(1, 28, 28);
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};
    private static final int[] CONVOLUTIONS = {2, 2, 4, 4, 4};
    /** Stages that a pooling layer follows: what is left is 4x4 of 32x32. */
    private static final int POOLED = 3;

    private CifarVgg() {}

    static Architecture cifar(int classes) {
        return build(CIFAR, 1, classes);
    }

    /** An eighth of the width, for grey images of 28x28: small enough to be trained on two cores in minutes. */
    static Architecture fashionMnist(int classes) {
        return build(FASHION_MNIST, 8, classes);
    }

    private static Architecture build(Shape image, int narrower, int classes) {
        GraphBuilder builder = new GraphBuilder(image);
        String x = builder.input();
        int channels = image.dim(0);
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            int width = WIDTHS[stage] / narrower;
            for (int i = 0; i < CONVOLUTIONS[stage]; i++) {
                String layer = "block" + stage + ".";
                x = builder.conv(layer + 3 * i, x, channels, width, Window.square(3, 1, 1), 1, true);
                x = builder.batchNorm(layer + (3 * i + 1), x, width);
                x = builder.relu(layer + (3 * i + 2), x);
                channels = width;
            }
            x = stage < POOLED ? builder.node("pool" + stage, new MaxPool2d(Window.square(2, 2, 0)), x) : x;
        }
        return builder.build(
                builder.linear("classifier", builder.node("pool4", new GlobalAvgPool(), x), channels, classes));
    }
}
