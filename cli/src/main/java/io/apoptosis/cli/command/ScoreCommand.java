package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.local.Scoring;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.validation.Candidate;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores as numbers, for people who want to look at them. */
@Command(
        name = "score",
        description =
                "Scores a network in this process and writes the scores as safetensors: group.NAME, one per prunable unit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis score examples/resnet20-cifar10.yaml --out scores.safetensors",
            "  apoptosis score my-run.yaml --out scores.safetensors --per-parameter --precision float64",
            "",
            "With --per-parameter also T1.NAME (theta * dL/dtheta) and T2.NAME (theta * H theta), averaged over the batches,",
            "under the checkpoint's own parameter names."
        })
public final class ScoreCommand implements Callable<Integer> {
    /** What the arithmetic is done in. */
    enum Precision {
        FLOAT32,
        FLOAT64
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "The specification; prune and finetune may be left out.")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The safetensors file to write.")
    private Path out;

    @Option(names = "--per-parameter", description = "Also every element's first- and second-order term.")
    private boolean perParameter;

    @Option(
            names = "--precision",
            paramLabel = "float32|float64",
            defaultValue = "float32",
            description = "Of the arithmetic; sums are always float64. Default: ${DEFAULT-VALUE}")
    private Precision precision = Precision.FLOAT32;

    public ScoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Candidate candidate = SpecFile.checked(SpecFile.read(file));
        RunSpec spec = candidate.spec();
        RunSpec.PruneSpec prune = spec.prune();
        if (prune != null && prune.sparse()) {
            throw new BadInput(
                    "score ranks channels, and the target is a sparsity: leave `prune` out; --per-parameter then tells each weight's terms");
        }
        DjlEngine engine = new DjlEngine();
        engine.useThreads(spec.threads());
        try (TaskProgress progress = new TaskProgress("score", terminal)) {
            Scoring scoring = new Scoring(
                    engine, candidate, precision == Precision.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32, progress);
            Map<String, HostTensor> scores = perParameter ? scoring.perParameter() : scoring.groups();
            progress.close();
            OutputFile.write(
                    out,
                    SafeTensors.write(
                            scores,
                            Map.of(
                                    "criterion", spec.importance().criterion(),
                                    "terms", spec.importance().terms(),
                                    "batches", String.valueOf(spec.importance().batches()))));
            terminal.out().println(scores.size() + " tensors in " + out);
        }
        return ExitCode.OK;
    }
}
