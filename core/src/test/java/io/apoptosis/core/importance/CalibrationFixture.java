package io.apoptosis.core.importance;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.Random;

/** A small residual network with batch norm, and twelve random images. */
public final class CalibrationFixture {
    static final long SEED = 5;

    private CalibrationFixture() {}

    public static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 6, 6));
        String stem = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 3, 6, 3, 1), 6));
        String inner = b.relu("r2", b.batchNorm("bn2", b.conv("conv2", stem, 6, 8, 3, 1), 8));
        String join = b.add("join", b.batchNorm("bn3", b.conv("conv3", inner, 8, 6, 3, 1), 6), stem);
        String pooled = b.node("pool", new GlobalAvgPool(), b.relu("r3", join));
        return RandomNetworks.of(b.build(b.linear("fc", pooled, 6, 4)), SEED);
    }

    public static Calibration calibration(Network network, int batchSize, int from, int to) {
        return new Calibration(
                new DjlEngine(),
                network,
                images(),
                batchSize,
                from,
                to,
                Normalization.RUNNING,
                DType.FLOAT64,
                SEED,
                Progress.NONE);
    }

    private static ImageSet images() {
        Shape sample = Shape.of(3, 6, 6);
        HostTensor all = RandomNetworks.normal(Shape.of(12, 3, 6, 6), 1, new Random(SEED));
        int[] labels = {0, 1, 2, 3, 0, 1, 2, 3, 3, 2, 1, 0};
        return new ImageSet() {
            @Override
            public int size() {
                return labels.length;
            }

            @Override
            public Shape sampleShape() {
                return sample;
            }

            @Override
            public int[] labels() {
                return labels;
            }

            @Override
            public Batch batch(int[] indices) {
                int[] chosen = Arrays.stream(indices).map(i -> labels[i]).toArray();
                return new Batch(all.select(0, indices), chosen);
            }
        };
    }
}
