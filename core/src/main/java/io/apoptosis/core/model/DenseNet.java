package io.apoptosis.core.model;

import io.apoptosis.core.op.AvgPool2d;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;

/** The DenseNets of Huang et al. (2017), table 1, for 224x224 images; torchvision's names. */
final class DenseNet {
    private static final int STEM = 64;
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;

    private final GraphBuilder builder = new GraphBuilder(Shape.of(3, 224, 224));

    private DenseNet() {}

    /** @param layers of each of the four blocks */
    static Architecture build(int classes, int... layers) {
        return new DenseNet().network(classes, layers);
    }

    private Architecture network(int classes, int... layers) {
        String x = builder.conv("features.conv0", builder.input(), 3, STEM, 7, 2);
        x = activated("features.norm0", x, STEM);
        x = builder.node("features.pool0", new MaxPool2d(Window.square(3, 2, 1)), x);
        int channels = STEM;
        for (int block = 1; block <= layers.length; block++) {
            String name = "features.denseblock" + block;
            for (int layer = 1; layer <= layers[block - 1]; layer++) {
                x = layer(name + ".denselayer" + layer, x, channels);
                channels += GROWTH;
            }
            if (block < layers.length) {
                x = transition("features.transition" + block, x, channels);
                channels /= 2;
            }
        }
        x = activated("features.norm5", x, channels);
        x = builder.node("avgpool", new GlobalAvgPool(), x);
        return builder.build(builder.linear("classifier", x, channels, classes));
    }

    /** What came in, and the layer's new features behind it. */
    private String layer(String name, String from, int in) {
        String x = activated(name + ".norm1", from, in);
        x = builder.conv(name + ".conv1", x, in, BOTTLENECK, 1, 1);
        x = activated(name + ".norm2", x, BOTTLENECK);
        x = builder.conv(name + ".conv2", x, BOTTLENECK, GROWTH, 3, 1);
        return builder.node(name + ".concat", new Concat(1), from, x);
    }

    private String transition(String name, String from, int in) {
        String x = builder.conv(name + ".conv", activated(name + ".norm", from, in), in, in / 2, 1, 1);
        return builder.node(name + ".pool", new AvgPool2d(Window.square(2, 2, 0)), x);
    }

    private String activated(String norm, String from, int channels) {
        return builder.relu(norm + ".relu", builder.batchNorm(norm, from, channels));
    }
}
