package io.apoptosis.bench;

import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.List;

/** What a dual batch costs in units of a plain gradient batch: {@link OwnSteps} in turns, so that their ratio holds on a busy machine. */
public final class DualRatio {
    private static final int WARMUP = 3;
    private static final int ROUNDS = 12;
    private static final List<String> ALL = List.of(
            "resnet20 64", "resnet32 64", "resnet32 256", "mobilenet_v2 8", "vit_tiny_patch16_224 8", "resnet50 4");

    private DualRatio() {}

    /**
     * Arguments: the number of threads; then, for one measurement instead of all, a network and its batch, as in {@code mobilenet_v2
     * 8}.
     */
    public static void main(String[] args) {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(Integer.parseInt(args[0]));
        for (String batch : args.length > 2 ? List.of(args[1] + " " + args[2]) : ALL) {
            String[] words = batch.split(" ", -1);
            try (OwnSteps own = new OwnSteps(engine, words[0], Integer.parseInt(words[1]))) {
                Rounds rounds = Rounds.of(List.of(own.gradient(), own.dual(), own.dualOfWeights()), WARMUP, ROUNDS);
                String what = batch.replace(" ", ", batch ");
                System.out.printf(
                        "dual/gradient %.2f (%s): gradient %.1f ms, dual %.1f ms, medians of %d rounds%n",
                        rounds.ratio("dual", "gradient"),
                        what,
                        rounds.median("gradient"),
                        rounds.median("dual"),
                        ROUNDS);
                System.out.printf(
                        "dual of every weight/gradient %.2f (%s)%n", rounds.ratio("dual of weights", "gradient"), what);
            }
        }
    }
}
