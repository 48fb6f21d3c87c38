package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.DataFolder;
import io.apoptosis.cli.local.Downloads;
import io.apoptosis.cli.local.OfficialData;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Data sets that specifications may name. */
@Command(
        name = "data",
        description = "Downloads the data sets that specifications may name, with their checksums checked.",
        footerHeading = "%nExamples:%n",
        footer = {"  apoptosis data download cifar10", "  apoptosis data download fashion-mnist"})
public final class DataCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    public DataCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    @Command(
            description = "Downloads one into APOPTOSIS_DATA (default ~/.cache/apoptosis/data).",
            footerHeading = "%nExample:%n",
            footer = "  apoptosis data download cifar10     # then in a specification: train: cifar10/train")
    int download(@Parameters(paramLabel = "NAME", description = "cifar10, cifar100 or fashion-mnist.") String name) {
        OfficialData data = OfficialData.named(name);
        try (TaskProgress progress = new TaskProgress("download", terminal)) {
            Path folder = new Downloads(DataFolder.ofThisMachine().downloads()).fetch(data, progress);
            terminal.out().println(name + "/train and " + name + "/test are in " + folder);
        }
        return ExitCode.OK;
    }
}
