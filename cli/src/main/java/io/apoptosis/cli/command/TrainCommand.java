package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.report.Figures;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.Evaluation;
import io.apoptosis.core.train.Evaluator;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.TrainingState;
import io.apoptosis.pipeline.data.DataSets;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Something to prune where there is nothing yet: a network trained from scratch in this process. */
@Command(
        name = "train",
        description = {
            "Trains a built-in architecture from scratch, in this process, as the finetune part of a specification says:",
            "on its training images, towards their labels. Accuracy is measured after every epoch. The seed decides the",
            "initial weights (He et al. 2015), too; model.weights is not read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis data download fashion-mnist",
            "  apoptosis train examples/training/vgg19-fashion.yaml --out vgg19-fashion.safetensors"
        })
public final class TrainCommand implements Callable<Integer> {
    private static final int BATCH = 100;

    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "A specification with a finetune part.")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The safetensors file to write.")
    private Path out;

    public TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunSpec spec = SpecFile.untrained(file);
        FinetuneSpec finetune = spec.finetune();
        if (finetune == null || finetune.distills()) {
            throw new BadInput("training needs a finetune part, and labels instead of loss: distill");
        }
        Network network = train(spec, finetune.tuning(spec.seed()), finetune.epochs());
        OutputFile.write(out, SafeTensors.write(network.weights(), Map.of()));
        return ExitCode.OK;
    }

    private Network train(RunSpec spec, FineTuning tuning, int epochs) {
        ImageSet images = images(spec, spec.data().train());
        ImageSet test = images(spec, spec.data().test());
        DjlEngine engine = new DjlEngine();
        engine.useThreads(spec.threads());
        TrainingState state = TrainingState.start(NamedNetwork.untrained(spec.model(), spec.seed()));
        try {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                try (TaskProgress progress = new TaskProgress("epoch " + epoch + " of " + epochs, terminal)) {
                    state = FineTuner.epoch(engine, state, images, tuning, progress);
                }
                say(state, evaluate(engine, state.network(), test));
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
        return state.network();
    }

    private static ImageSet images(RunSpec spec, DataRef data) {
        return DataSets.open(spec.data(), data, Path.of(data.location()));
    }

    private Evaluation evaluate(TensorEngine engine, Network network, ImageSet test) {
        try (TaskProgress progress = new TaskProgress("evaluate", terminal)) {
            return Evaluator.evaluate(engine, network, test, BATCH, progress);
        }
    }

    private void say(TrainingState state, Evaluation evaluation) {
        terminal.out()
                .printf(
                        "epoch %d: training loss %s, accuracy %s, loss %s%n",
                        state.epoch(),
                        Figures.decimal(state.loss()),
                        Figures.percent(evaluation.accuracy()),
                        Figures.decimal(evaluation.loss()));
        terminal.out().flush();
    }
}
