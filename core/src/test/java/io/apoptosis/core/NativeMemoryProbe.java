package io.apoptosis.core;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.dual.ScoreGradient;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.core.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A process of its own that does the same work over and over and prints the resident set size in KiB after each round. In a process of
 * its own because there the Java heap can be made constant, so that what changes is native.
 */
final class NativeMemoryProbe {
    private static final DjlEngine ENGINE = new DjlEngine();

    private NativeMemoryProbe() {}

    /** Arguments: what to do, rounds, batches per round. */
    public static void main(String[] args) throws IOException {
        // With several threads libtorch spins at barriers, which on a busy machine takes a hundred times as long.
        ENGINE.useThreads(1);
        int batches = Integer.parseInt(args[2]);
        Runnable round = switch (args[0]) {
            case "score-tiny" -> () -> score(tiny(), 4, batches);
            case "score-resnet20" -> () -> score(Architectures.named("resnet20", 10), 8, batches);
            case "finetune-tiny" -> () -> finetune(tiny(), 4, batches);
            case "finetune-resnet20" -> () -> finetune(Architectures.named("resnet20", 10), 8, batches);
            default -> throw new IllegalArgumentException(args[0]);
        };
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            round.run();
            System.gc();
            System.out.println("resident " + residentKiB());
        }
    }

    private static void score(Architecture architecture, int batchSize, int batches) {
        Network network = random(architecture);
        ScoreGradient scorer = new ScoreGradient(network.graph(), Terms.SECOND, Normalization.RUNNING);
        Batch batch =
                images(network, batchSize).batch(IntStream.range(0, batchSize).toArray());
        try (Scope root = ENGINE.open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, root.of(tensor)));
            for (int i = 0; i < batches; i++) {
                try (Scope scope = root.child()) {
                    scorer.of(scope, weights, batch.input(), batch.labels());
                }
            }
        }
    }

    private static void finetune(Architecture architecture, int batchSize, int batches) {
        Network network = random(architecture);
        FineTuning tuning = new FineTuning(batchSize, 1e-4, 0.9, 5e-4, RateSchedule.steps(), Set.of(), 1);
        ImageSet images = images(network, batchSize * batches);
        FineTuner.epoch(ENGINE, TrainingState.start(network), images, tuning, Progress.NONE);
    }

    private static Architecture tiny() {
        GraphBuilder builder = new GraphBuilder(Shape.of(3, 8, 8));
        String x = builder.batchNorm("bn1", builder.conv("conv1", builder.input(), 3, 4, 3, 1), 4);
        String y = builder.batchNorm("bn2", builder.conv("conv2", builder.relu("relu1", x), 4, 4, 3, 1), 4);
        String pooled = builder.node("pool", new GlobalAvgPool(), builder.add("add", x, y));
        return builder.build(builder.linear("fc", pooled, 4, 10));
    }

    private static Network random(Architecture architecture) {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture.parameterShapes().forEach((name, shape) -> {
            boolean positive = name.endsWith("running_var") || shape.rank() == 1;
            weights.put(name, noise(shape, name.hashCode()).map(value -> positive ? 1 : 0.1 * value));
        });
        return architecture.load(weights);
    }

    private static HostTensor noise(Shape shape, long seed) {
        double[] values = new Random(seed).doubles(shape.size(), -1, 1).toArray();
        return HostTensor.of(shape, values);
    }

    private static ImageSet images(Network network, int size) {
        Shape sample = network.graph().inputShape();
        return new ImageSet() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Shape sampleShape() {
                return sample;
            }

            @Override
            public int[] labels() {
                return IntStream.range(0, size).map(i -> i % 10).toArray();
            }

            @Override
            public Batch batch(int[] indices) {
                Shape shape = Shape.of(indices.length, sample.dim(0), sample.dim(1), sample.dim(2));
                int[] labels = IntStream.of(indices).map(i -> i % 10).toArray();
                return new Batch(noise(shape, indices[0]), labels);
            }
        };
    }

    private static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
