package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.report.Figures;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.Evaluation;
import io.apoptosis.core.train.Evaluator;
import io.apoptosis.pipeline.data.DataSets;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accuracy and cost of a network, in this process. */
@Command(
        name = "evaluate",
        description = "Measures accuracy, loss, MACs and parameters of a network on a specification's test images.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis evaluate examples/resnet20-cifar10.yaml",
            "  apoptosis evaluate out/resnet20-cifar10 --data examples/resnet20-cifar10.yaml"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final int BATCH = 100;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "SPEC|MODEL",
            description = "A specification, or the folder or graph.json of a pruned result.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "SPEC",
            description = "Whose test images to take; needed for a pruned result.")
    private @Nullable Path data;

    public EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean result = NamedNetwork.isResult(model);
        if (result && data == null) {
            throw new BadInput("a pruned result has no images of its own; say whose with --data SPEC");
        }
        RunSpec spec = SpecFile.read(data == null ? model : data);
        Network network = result
                ? NamedNetwork.result(model)
                : NamedNetwork.of(SpecFile.read(model).model());
        DataRef test = spec.data().test();
        ImageSet images = DataSets.open(spec.data(), test, Path.of(test.location()));
        Evaluation evaluation = evaluate(network, images, spec.threads());
        Cost cost = Cost.of(network);
        terminal.out()
                .printf(
                        "accuracy %s on %d images, loss %s, %s MACs, %s parameters%n",
                        Figures.percent(evaluation.accuracy()),
                        images.size(),
                        Figures.decimal(evaluation.loss()),
                        Figures.count(cost.macs()),
                        Figures.count(cost.parameters()));
        return ExitCode.OK;
    }

    private Evaluation evaluate(Network network, ImageSet images, int threads) {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(threads);
        try (TaskProgress progress = new TaskProgress("evaluate", terminal)) {
            return Evaluator.evaluate(engine, network, images, BATCH, progress);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }
}
