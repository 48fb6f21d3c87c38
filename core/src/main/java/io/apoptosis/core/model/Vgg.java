package io.apoptosis.core.model;

import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;

/** The VGG networks of Simonyan and Zisserman (2015), table 1, with batch norms, for 224x224 images; torchvision's names. */
final class Vgg {
    private static final int HIDDEN = 4096;
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};

    private Vgg() {}

    /** @param convolutions of each of the five stages */
    static Architecture build(int classes, int... convolutions) {
        GraphBuilder builder = new GraphBuilder(Shape.of(3, 224, 224));
        String x = builder.input();
        int channels = 3;
        int index = 0;
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            for (int i = 0; i < convolutions[stage]; i++) {
                x = builder.conv("features." + index, x, channels, WIDTHS[stage], Window.square(3, 1, 1), 1, true);
                x = builder.batchNorm("features." + (index + 1), x, WIDTHS[stage]);
                x = builder.relu("features." + (index + 2), x);
                channels = WIDTHS[stage];
                index += 3;
            }
            x = builder.node("features." + index++, new MaxPool2d(Window.square(2, 2, 0)), x);
        }
        x = builder.node("flatten", new Flatten(), x);
        x = builder.relu("classifier.1", builder.linear("classifier.0", x, channels * 7 * 7, HIDDEN));
        x = builder.relu("classifier.4", builder.linear("classifier.3", x, HIDDEN, HIDDEN));
        return builder.build(builder.linear("classifier.6", x, HIDDEN, classes));
    }
}
