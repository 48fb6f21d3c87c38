package io.apoptosis.core.model;

import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;

/**
 * The ResNets of He et al. (2016), table 1, for 224x224 images. Parameter names and the stride in a bottleneck's 3x3 convolution are
 * torchvision's.
 */
final class ImageNetResNet {
    private static final int STEM = 64;
    private static final int BOTTLENECK = 4;

    private final boolean bottlenecks;
    private final GraphBuilder builder = new GraphBuilder(Shape.of(3, 224, 224));

    private ImageNetResNet(boolean bottlenecks) {
        this.bottlenecks = bottlenecks;
    }

    /** @param blocks of each of the four stages */
    static Architecture build(boolean bottlenecks, int classes, int... blocks) {
        return new ImageNetResNet(bottlenecks).build(classes, blocks);
    }

    private Architecture build(int classes, int... blocks) {
        String x = builder.conv("conv1", builder.input(), 3, STEM, 7, 2);
        x = builder.relu("relu", builder.batchNorm("bn1", x, STEM));
        x = builder.node("maxpool", new MaxPool2d(Window.square(3, 2, 1)), x);
        int channels = STEM;
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = STEM << stage;
            int out = bottlenecks ? BOTTLENECK * width : width;
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block("layer%d.%d".formatted(stage + 1, block), x, channels, width, out, stride);
                channels = out;
            }
        }
        x = builder.node("avgpool", new GlobalAvgPool(), x);
        return builder.build(builder.linear("fc", x, channels, classes));
    }

    private String block(String name, String from, int in, int width, int out, int stride) {
        String x = bottlenecks ? bottleneck(name, from, in, width, out, stride) : basic(name, from, in, width, stride);
        String shortcut = from;
        if (stride != 1 || in != out) {
            String matched = builder.conv(name + ".downsample.0", from, in, out, 1, stride);
            shortcut = builder.batchNorm(name + ".downsample.1", matched, out);
        }
        return builder.relu(name + ".relu", builder.add(name + ".add", x, shortcut));
    }

    private String basic(String name, String from, int in, int width, int stride) {
        String x = builder.conv(name + ".conv1", from, in, width, 3, stride);
        x = builder.relu(name + ".relu1", builder.batchNorm(name + ".bn1", x, width));
        x = builder.conv(name + ".conv2", x, width, width, 3, 1);
        return builder.batchNorm(name + ".bn2", x, width);
    }

    private String bottleneck(String name, String from, int in, int width, int out, int stride) {
        String x = builder.conv(name + ".conv1", from, in, width, 1, 1);
        x = builder.relu(name + ".relu1", builder.batchNorm(name + ".bn1", x, width));
        x = builder.conv(name + ".conv2", x, width, width, 3, stride);
        x = builder.relu(name + ".relu2", builder.batchNorm(name + ".bn2", x, width));
        x = builder.conv(name + ".conv3", x, width, out, 1, 1);
        return builder.batchNorm(name + ".bn3", x, out);
    }
}
