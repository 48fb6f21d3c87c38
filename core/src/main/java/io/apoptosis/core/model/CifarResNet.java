package io.apoptosis.core.model;

import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.Pad;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.tensor.Shape;

/**
 * The ResNets of He et al. (2016), section 4.2, for 32x32 images: 6n+2 layers, three stages of n blocks with 16, 32 and 64 channels.
 * Parameter names are those of github akamaster/pytorch_resnet_cifar10.
 */
final class CifarResNet {
    private static final int STEM = 16;
    private static final int IMAGE = 32;

    /** How a block's input reaches its output where the extents change. */
    enum Shortcut {
        /** Every second pixel, and zero channels on both sides: no parameters. */
        OPTION_A,
        /** A strided 1x1 convolution and batch norm. */
        OPTION_B
    }

    private final Shortcut shortcut;
    private final GraphBuilder builder = new GraphBuilder(Shape.of(3, IMAGE, IMAGE));

    private CifarResNet(Shortcut shortcut) {
        this.shortcut = shortcut;
    }

    /** @param depth 6n+2: 20, 32, 44, 56 */
    static Architecture build(int depth, int classes, Shortcut shortcut) {
        return new CifarResNet(shortcut).build((depth - 2) / 6, classes);
    }

    private Architecture build(int blocks, int classes) {
        String x = builder.conv("conv1", builder.input(), 3, STEM, 3, 1);
        x = builder.relu("relu1", builder.batchNorm("bn1", x, STEM));
        int channels = STEM;
        for (int stage = 1; stage <= 3; stage++) {
            for (int block = 0; block < blocks; block++) {
                int out = STEM << (stage - 1);
                x = block("layer%d.%d".formatted(stage, block), x, channels, out);
                channels = out;
            }
        }
        x = builder.node("avgpool", new GlobalAvgPool(), x);
        return builder.build(builder.linear("linear", x, channels, classes));
    }

    private String block(String name, String from, int in, int out) {
        String x = builder.conv(name + ".conv1", from, in, out, 3, in == out ? 1 : 2);
        x = builder.relu(name + ".relu1", builder.batchNorm(name + ".bn1", x, out));
        x = builder.conv(name + ".conv2", x, out, out, 3, 1);
        x = builder.batchNorm(name + ".bn2", x, out);
        String join = builder.add(name + ".add", x, in == out ? from : shortcut(name, from, in, out));
        return builder.relu(name + ".relu2", join);
    }

    private String shortcut(String name, String from, int in, int out) {
        if (shortcut == Shortcut.OPTION_B) {
            String x = builder.conv(name + ".shortcut.0", from, in, out, 1, 2);
            return builder.batchNorm(name + ".shortcut.1", x, out);
        }
        int extent = IMAGE * STEM / in;
        String rows = builder.node(name + ".shortcut.rows", new Slice(2, 0, extent, 2), from);
        String pixels = builder.node(name + ".shortcut.columns", new Slice(3, 0, extent, 2), rows);
        return builder.node(name + ".shortcut.pad", new Pad(1, (out - in) / 2, (out - in) / 2), pixels);
    }
}
