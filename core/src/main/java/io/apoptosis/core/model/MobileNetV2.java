package io.apoptosis.core.model;

import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;

/** MobileNetV2 (Sandler et al. 2018, table 2) for 224x224 images; torchvision's names. */
final class MobileNetV2 {
    private static final int STEM = 32;
    private static final int LAST = 1280;
    /** Expansion, output channels, blocks, stride of the first block. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private final GraphBuilder builder = new GraphBuilder(Shape.of(3, 224, 224));

    private MobileNetV2() {}

    static Architecture build(int classes) {
        return new MobileNetV2().network(classes);
    }

    private Architecture network(int classes) {
        String x = activated("features.0", builder.input(), 3, STEM, Window.square(3, 2, 1), 1);
        int channels = STEM;
        int index = 1;
        for (int[] stage : STAGES) {
            for (int block = 0; block < stage[2]; block++) {
                x = block("features." + index++, x, channels, stage[0], stage[1], block == 0 ? stage[3] : 1);
                channels = stage[1];
            }
        }
        x = activated("features." + index, x, channels, LAST, Window.square(1, 1, 0), 1);
        x = builder.node("avgpool", new GlobalAvgPool(), x);
        return builder.build(builder.linear("classifier.1", x, LAST, classes));
    }

    private String block(String name, String from, int in, int expansion, int out, int stride) {
        int hidden = in * expansion;
        int next = 0;
        String x = from;
        if (expansion > 1) {
            x = activated(name + ".conv." + next++, x, in, hidden, Window.square(1, 1, 0), 1);
        }
        x = activated(name + ".conv." + next++, x, hidden, hidden, Window.square(3, stride, 1), hidden);
        x = builder.conv(name + ".conv." + next++, x, hidden, out, 1, 1);
        x = builder.batchNorm(name + ".conv." + next, x, out);
        return stride == 1 && in == out ? builder.add(name + ".add", from, x) : x;
    }

    private String activated(String name, String from, int in, int out, Window window, int groups) {
        String x = builder.conv(name + ".0", from, in, out, window, groups, false);
        return builder.node(name + ".2", new Relu6(), builder.batchNorm(name + ".1", x, out));
    }
}
