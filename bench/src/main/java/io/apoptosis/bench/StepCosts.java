package io.apoptosis.bench;

import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Steps of ours beside the same steps of PyTorch, in turns. */
public final class StepCosts {
    private static final int BATCH_SIZE = 64;

    private StepCosts() {}

    /** Arguments: a Python with PyTorch, then the number of threads; by default as many as the machine has. */
    public static void main(String[] args) throws IOException {
        int threads = args.length > 1
                ? Integer.parseInt(args[1])
                : Runtime.getRuntime().availableProcessors();
        DjlEngine engine = new DjlEngine();
        engine.useThreads(threads);
        try (TorchSteps torch = TorchSteps.start(Path.of(args[0]), threads)) {
            for (String network : List.of("resnet20", "resnet32")) {
                compare(engine, torch, network);
            }
        }
    }

    private static void compare(DjlEngine engine, TorchSteps torch, String network) {
        try (OwnSteps own = new OwnSteps(engine, network, BATCH_SIZE)) {
            List<Contender> contenders = List.of(
                    own.gradient(),
                    torch.step(network, "gradient", BATCH_SIZE),
                    own.dual(),
                    own.dualOfWeights(),
                    torch.step(network, "double", BATCH_SIZE),
                    own.training(),
                    torch.step(network, "training", BATCH_SIZE),
                    own.evaluation(),
                    torch.step(network, "evaluation", BATCH_SIZE));
            Rounds rounds = Rounds.of(contenders, 3, 12);
            System.out.printf("%n%s, batch %d, %s%n", network, BATCH_SIZE, engine.describe());
            for (Contender contender : contenders) {
                System.out.printf("%-18s %8.1f ms%n", contender.name(), rounds.median(contender.name()));
            }
            print(rounds, "dual", "gradient", network);
            print(rounds, "dual of weights", "gradient", network);
            print(rounds, "dual", "PyTorch gradient", network);
            print(rounds, "PyTorch double", "dual", network);
            print(rounds, "PyTorch double", "dual of weights", network);
            print(rounds, "gradient", "PyTorch gradient", network);
            print(rounds, "training", "PyTorch training", network);
            print(rounds, "evaluation", "PyTorch evaluation", network);
        }
    }

    private static void print(Rounds rounds, String name, String to, String network) {
        System.out.printf("%s/%s %.2f (%s, batch %d)%n", name, to, rounds.ratio(name, to), network, BATCH_SIZE);
    }
}
