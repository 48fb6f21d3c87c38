package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * What scoring by products in bfloat16 changes: the time of a batch, in turns with float32; and, for trained networks on real images, the order of
 * the units and which of them half the MACs leave. Beside it what as many other images change, which is the noise that every score has.
 */
public final class Rounding {
    private static final int WARMUP = 3;
    private static final int ROUNDS = 12;
    private static final int BATCH_SIZE = 64;
    private static final int BATCHES = 6;
    private static final List<String> TIMED =
            List.of("resnet32 64", "resnet32 256", "mobilenet_v2 8", "vit_tiny_patch16_224 8", "resnet50 4");
    private static final Pruning HALF =
            new Pruning(Measure.MACS, 0.5, 0.95, 1, Set.of(), Reduction.named("mean"), ScoreNormalization.named("max"));

    private final TensorEngine exact;
    private final TensorEngine rounded;
    private final Network network;
    private final ImageSet images;

    private Rounding(TensorEngine engine, Network network, ImageSet images) {
        this.exact = engine;
        this.rounded = engine.with(Products.BFLOAT16);
        this.network = network;
        this.images = images;
    }

    /** Argument: the number of threads. */
    public static void main(String[] args) throws IOException {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(Integer.parseInt(args[0]));
        PixelScale scale = new PixelScale(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});
        ImageSet images = Cifar.CIFAR10.read(Path.of("examples/data/cifar10-sample/train.bin"), scale);
        System.out.printf("%-10s %-10s %22s %22s %9s%n", "", "", "rank correlation", "units of half in common", "time");
        System.out.printf(
                "%-10s %-10s %10s %11s %11s %11s %9s%n",
                "network", "criterion", "bfloat16", "more images", "bfloat16", "more images", "bfloat16");
        for (String name : List.of("resnet20", "resnet32")) {
            Network network = Architectures.named(name, 10)
                    .load(Checkpoints.read(Path.of("examples/weights/" + name + "-cifar10.th")));
            for (String criterion : List.of("taylor", "oba", "gate", "apoptosis")) {
                new Rounding(engine, network, images).compare(name, criterion);
            }
        }
        TIMED.forEach(batch -> time(engine, batch));
    }

    private void compare(String name, String criterion) {
        Criterion scored = Criterion.named(criterion, CriterionOptions.DEFAULT);
        Choice plain = choice(scored, exact, 0);
        Choice bfloat16 = choice(scored, rounded, 0);
        Choice others = choice(scored, exact, BATCHES);
        System.out.printf(
                "%-10s %-10s %10.4f %11.4f %10.1f%% %10.1f%% %9.2f%n",
                name,
                criterion,
                plain.correlation(bfloat16),
                plain.correlation(others),
                100 * plain.inCommon(bfloat16),
                100 * plain.inCommon(others),
                (double) bfloat16.nanos() / others.nanos());
    }

    private Choice choice(Criterion criterion, TensorEngine engine, int fromBatch) {
        Calibration calibration = new Calibration(
                engine,
                network,
                images,
                BATCH_SIZE,
                fromBatch,
                fromBatch + BATCHES,
                Normalization.RUNNING,
                DType.FLOAT32,
                0,
                Progress.NONE);
        long begin = System.nanoTime();
        ShardSums sums = criterion.observe(calibration);
        long nanos = System.nanoTime() - begin;
        Scores scores = criterion.scores(network, sums);
        List<Group> groups = Groups.of(network, Set.of());
        double[] all = groups.stream()
                .flatMapToDouble(group -> DoubleStream.of(HALF.normalization().of(scores.of(group, HALF.reduction()))))
                .toArray();
        Survivors left = Pruner.prune(network, network, scores, HALF).survivors();
        List<Unit> units =
                groups.stream().flatMap(group -> group.units().stream()).toList();
        boolean[] gone = new boolean[units.size()];
        for (int i = 0; i < gone.length; i++) {
            gone[i] = left.lost(units.get(i));
        }
        return new Choice(all, gone, nanos);
    }

    /**
     * @param scores of all units, normalized within their groups
     * @param gone which of them half the MACs are without
     * @param nanos that the statistics took
     */
    private record Choice(double[] scores, boolean[] gone, long nanos) {
        double correlation(Choice other) {
            return new SpearmansCorrelation().correlation(scores, other.scores);
        }

        /** Of those that one or the other removes, the share that both remove. */
        double inCommon(Choice other) {
            int both = 0;
            int either = 0;
            for (int i = 0; i < gone.length; i++) {
                both += gone[i] && other.gone[i] ? 1 : 0;
                either += gone[i] || other.gone[i] ? 1 : 0;
            }
            return (double) both / either;
        }
    }

    private static void time(DjlEngine engine, String batch) {
        String[] words = batch.split(" ", -1);
        int size = Integer.parseInt(words[1]);
        try (OwnSteps exact = new OwnSteps(engine, words[0], size);
                OwnSteps rounded = new OwnSteps(engine.with(Products.BFLOAT16), words[0], size)) {
            Contender fast = rounded.dual();
            Rounds rounds = Rounds.of(
                    List.of(exact.gradient(), exact.dual(), new Timed("rounded", 1, fast::millis)), WARMUP, ROUNDS);
            System.out.printf(
                    "dual in bfloat16/float32 %.2f, /gradient %.2f (%s): %.1f ms, %.1f ms, gradient %.1f ms, medians of %d rounds%n",
                    rounds.ratio("rounded", "dual"),
                    rounds.ratio("rounded", "gradient"),
                    batch.replace(" ", ", batch "),
                    rounds.median("rounded"),
                    rounds.median("dual"),
                    rounds.median("gradient"),
                    ROUNDS);
        }
    }
}
