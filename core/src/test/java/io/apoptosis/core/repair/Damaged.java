package io.apoptosis.core.repair;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A small residual network, sixty images for it, and how far two networks are apart on them. */
final class Damaged {
    static final int COUNT = 60;
    private static final HostTensor IMAGES = RandomNetworks.normal(Shape.of(COUNT, 3, 8, 8), 1, new Random(1));

    private Damaged() {}

    static Network residual() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        String stem = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 3, 6, 3, 1), 6));
        String inner = b.relu("r2", b.batchNorm("bn2", b.conv("conv2", stem, 6, 8, 3, 1), 8));
        String join = b.add("join", b.batchNorm("bn3", b.conv("conv3", inner, 8, 6, 3, 1), 6), stem);
        String stream = b.relu("r3", join);
        String shortcut = b.conv("plain", stream, 6, 10, 1, 2);
        String down = b.relu("r4", b.batchNorm("bn4", b.conv("conv4", stream, 6, 10, 3, 2), 10));
        String second = b.add("join2", b.batchNorm("bn5", b.conv("conv5", down, 10, 10, 3, 1), 10), shortcut);
        String pooled = b.node("pool", new GlobalAvgPool(), b.relu("r5", second));
        return RandomNetworks.of(b.build(b.linear("fc", pooled, 10, 4)), 11);
    }

    /** Three convolutions without shortcuts. */
    static Network chain() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        String x = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 3, 8, 3, 1), 8));
        x = b.relu("r2", b.batchNorm("bn2", b.conv("conv2", x, 8, 8, 3, 1), 8));
        x = b.relu("r3", b.batchNorm("bn3", b.conv("conv3", x, 8, 8, 3, 1), 8));
        return RandomNetworks.of(b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), x), 8, 4)), 3);
    }

    /** Root mean square difference of the logits. */
    static double distance(Network a, Network b) {
        double[] x = logits(a).doubles();
        double[] y = logits(b).doubles();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum / x.length);
    }

    static HostTensor logits(Network network) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(IMAGES)));
        }
    }

    static ImageSet images() {
        return new ImageSet() {
            @Override
            public int size() {
                return COUNT;
            }

            @Override
            public Shape sampleShape() {
                return Shape.of(3, 8, 8);
            }

            @Override
            public int[] labels() {
                return new int[COUNT];
            }

            @Override
            public Batch batch(int[] indices) {
                return new Batch(IMAGES.select(0, indices), new int[indices.length]);
            }
        };
    }
}
