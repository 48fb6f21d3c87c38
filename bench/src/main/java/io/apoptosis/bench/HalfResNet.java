package io.apoptosis.bench;

import io.apoptosis.bench.CutInSteps.Left;
import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.repair.LeastSquares;
import io.apoptosis.core.repair.Reach;
import io.apoptosis.core.repair.Recalibration;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.Distillation;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.LabelLesson;
import io.apoptosis.core.train.Lesson;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.core.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A CIFAR-10 ResNet cut, repaired and trained on, all in one process: the experiments of docs/results.md, whose settings are KEY=VALUE
 * arguments. Settings are judged on the last training images, which nothing else reads; {@code test=true} asks the test images, too.
 */
public final class HalfResNet {
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("network", "resnet32"),
            Map.entry("threads", "1"),
            Map.entry("heldOut", "500"),
            Map.entry("test", "false"),
            Map.entry("criterion", "apoptosis"),
            Map.entry("curvature", "logits"),
            Map.entry("ridge", "0.02"),
            Map.entry("images", "384"),
            Map.entry("macs", "0.5"),
            Map.entry("steps", "13"),
            Map.entry("swaps", "0"),
            Map.entry("choose", "model"),
            Map.entry("skip", "conv1,layer2.0.conv2,layer3.0.conv2"),
            Map.entry("repairImages", "1000"),
            Map.entry("repairRidge", "0.001"),
            Map.entry("layers", "all"),
            Map.entry("classifier", "true"),
            Map.entry("recalibrations", "0"),
            Map.entry("recalibrationImages", "1000"),
            Map.entry("recalibrationRidge", "0.05"),
            Map.entry("epochs", "0"),
            Map.entry("loss", "distill"),
            Map.entry("temperature", "4"),
            Map.entry("rate", "0.001"),
            Map.entry("decay", "5e-4"),
            Map.entry("batch", "64"),
            Map.entry("schedule", "cosine"),
            Map.entry("augmentation", "crop,flip"),
            Map.entry("seed", "7"),
            Map.entry("cache", "bench/target/half")));

    private final Choices choices;
    private final DjlEngine engine = new DjlEngine();
    private final Network dense;
    private final ImageSet train;
    private final ImageSet heldOut;
    private final ImageSet test;

    private HalfResNet(Choices choices) {
        this.choices = choices;
        engine.useThreads(choices.whole("threads"));
        PixelScale scale = new PixelScale(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});
        ImageSet all = Cifar.CIFAR10.read(Path.of("examples/data/cifar10-sample/train.bin"), scale);
        int kept = all.size() - choices.whole("heldOut");
        train = new Part(all, 0, kept);
        heldOut = new Part(all, kept, all.size());
        test = Cifar.CIFAR10.read(Path.of("examples/data/cifar10-sample/test.bin"), scale);
        String name = choices.text("network");
        dense = Architectures.named(name, 10)
                .load(Checkpoints.read(Path.of("examples/weights/" + name + "-cifar10.th")));
    }

    public static void main(String[] args) throws IOException {
        new HalfResNet(new Choices(DEFAULTS, args)).run();
    }

    private void run() throws IOException {
        System.out.println(choices);
        Left cut = new CutInSteps(choices, engine, dense, train).cut();
        say("cut", cut.network());
        Network network = repaired(cut);
        tuned(network);
    }

    private void say(String what, Network network) {
        Cost cost = Cost.of(network);
        System.out.printf("%-14s %.2f M MACs, %d parameters%n", what, cost.macs() / 1e6, cost.parameters());
        if (heldOut.size() > 0) {
            System.out.println("    held out: " + Likeness.of(engine, dense, network, heldOut));
        }
        if (choices.flag("test")) {
            System.out.println("    test:     " + Likeness.of(engine, dense, network, test));
        }
        System.out.flush();
    }

    private Network repaired(Left cut) {
        int images = choices.whole("repairImages");
        if (images == 0) {
            return cut.network();
        }
        Network network = new LeastSquares(
                        engine, train, images, choices.number("repairRidge"), Reach.named(choices.text("layers")))
                .repair(dense, cut.network(), cut.survivors(), Progress.NONE);
        network = choices.flag("classifier") ? network : withClassifierOf(cut.network(), network);
        say("repaired", network);
        int each = choices.whole("recalibrationImages");
        for (int i = 0; i < choices.whole("recalibrations"); i++) {
            int from = i * each % (train.size() - each + 1);
            network = new Recalibration(
                            engine, new Part(train, from, from + each), each, choices.number("recalibrationRidge"))
                    .apply(dense, network, Progress.NONE);
            say("recalibrated", network);
        }
        return network;
    }

    /** Nothing reads the classifier, so that a repair without it has solved all other layers the same. */
    private static Network withClassifierOf(Network cut, Network repaired) {
        Graph graph = repaired.graph();
        Map<String, HostTensor> weights = new LinkedHashMap<>(repaired.weights());
        graph.nodes().stream()
                .filter(node -> node.name().equals(graph.output()))
                .flatMap(node -> node.parameters().values().stream())
                .forEach(name -> weights.put(name, cut.weight(name)));
        return new Network(graph, weights);
    }

    private void tuned(Network network) {
        Lesson lesson = choices.text("loss").equals("distill")
                ? new Distillation(dense, choices.number("temperature"))
                : new LabelLesson();
        int epochs = choices.whole("epochs");
        if (epochs == 0) {
            return;
        }
        FineTuning tuning = new FineTuning(
                choices.whole("batch"),
                choices.number("rate"),
                0.9,
                choices.number("decay"),
                choices.text("schedule").equals("cosine") ? new RateSchedule.Cosine(epochs) : RateSchedule.steps(),
                Set.of(choices.text("augmentation").split(",")),
                choices.whole("seed"));
        TrainingState state = TrainingState.start(network);
        List<Network> visited = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            long begin = System.nanoTime();
            state = FineTuner.epoch(engine, state, train, lesson, tuning, Progress.NONE);
            System.out.printf(
                    "epoch %d: training loss %.4f, %.0f s%n",
                    epoch + 1, state.loss(), (System.nanoTime() - begin) / 1e9);
            say("epoch " + (epoch + 1), state.network());
            visited.add(state.network());
        }
        if (epochs > 2) {
            say("mean of three", mean(visited.subList(epochs - 3, epochs)));
        }
    }

    /** Of all weights, running statistics included. */
    private static Network mean(List<Network> networks) {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        networks.get(0).weights().forEach((name, first) -> {
            double[] sum = new double[first.size()];
            for (Network network : networks) {
                double[] values = network.weight(name).doubles();
                Arrays.setAll(sum, i -> sum[i] + values[i] / networks.size());
            }
            weights.put(name, HostTensor.of(first.shape(), sum).as(first.dtype()));
        });
        return new Network(networks.get(0).graph(), weights);
    }
}
