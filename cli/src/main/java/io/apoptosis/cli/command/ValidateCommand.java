package io.apoptosis.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.local.Validation;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.validate.Agreement;
import io.apoptosis.pipeline.validation.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How far criteria can be trusted on a network: their ranking against the truth. */
@Command(
        name = "validate",
        description = {
            "Masks every prunable unit, one at a time, and compares what that does to the loss with what criteria say:",
            "Spearman correlation within layers and over all units, under each normalization."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis validate examples/resnet32-validate.yaml",
            "  apoptosis validate my-run.yaml --criteria gate,oba,weight --json",
            "",
            "Images are the calibration batches of the specification's importance part; layers in prune.skip are left out.",
            "It takes a forward pass through what lies behind each unit, so many units or images take minutes."
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "The specification; prune and finetune may be left out.")
    private Path file;

    @Option(
            names = "--criteria",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "gate,oba,taylor,weight",
            description = "Which to compare. Default: ${DEFAULT-VALUE}")
    private List<String> criteria = List.of();

    @Option(names = "--json", description = "JSON for machines instead of a table.")
    private boolean json;

    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        for (String name : criteria) {
            if (!Criterion.NAMES.contains(name)) {
                throw new BadInput("unknown criterion " + name + "; known: " + String.join(", ", Criterion.NAMES));
            }
        }
        Candidate candidate = SpecFile.checked(SpecFile.read(file));
        DjlEngine engine = new DjlEngine();
        engine.useThreads(candidate.spec().threads());
        List<Agreement> agreements;
        try (TaskProgress progress = new TaskProgress("validate", terminal)) {
            agreements = new Validation(engine, candidate, progress).of(criteria);
        }
        terminal.out()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(Map.of("criteria", agreements))
                                : table(agreements));
        return ExitCode.OK;
    }

    private static String table(List<Agreement> agreements) {
        List<String> header = new ArrayList<>(List.of("criterion", "per layer"));
        header.addAll(agreements.get(0).overall().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (Agreement agreement : agreements) {
            List<String> row = new ArrayList<>(List.of(agreement.criterion(), number(agreement.perLayer())));
            agreement.overall().values().forEach(correlation -> row.add(number(correlation)));
            rows.add(row);
        }
        return TextTable.of(header, rows).render().stripTrailing();
    }

    private static String number(double correlation) {
        return String.format(Locale.ROOT, "%.3f", correlation);
    }
}
