package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.Failure;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.doctor.Checkup;
import io.apoptosis.cli.doctor.Finding;
import io.apoptosis.cli.local.Home;
import io.apoptosis.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether this machine, and the gateway if one is named, can do their work. */
@Command(
        name = "doctor",
        description =
                "Checks Java, memory, disk, ports, services and tensor engine; with --server the gateway instead.",
        footerHeading = "%nExamples:%n",
        footer = {"  apoptosis doctor", "  apoptosis doctor --server http://localhost:8080"})
public final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--server", paramLabel = "URL", description = "A gateway to check.")
    private @Nullable URI server;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".apoptosis",
            description = "Where our own cluster would keep its data. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of(".apoptosis");

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        if (server == null) {
            findings.addAll(new Checkup(Home.directory(), dataDir).findings());
        } else {
            findings.add(gateway(server));
        }
        for (Finding finding : findings) {
            terminal.out()
                    .printf("%-4s %-14s %s%n", finding.isWell() ? "ok" : "BAD", finding.subject(), finding.observed());
            if (!finding.isWell()) {
                terminal.out().println("     " + finding.remedy());
            }
        }
        return findings.stream().allMatch(Finding::isWell) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Finding gateway(URI server) {
        try {
            int runs = new GatewayClient(server, System.getenv("APOPTOSIS_TOKEN"))
                    .runs()
                    .size();
            return new Finding("gateway", "%s answers; runs: %d".formatted(server, runs), "");
        } catch (Failure e) {
            return new Finding("gateway", String.valueOf(e.getMessage()), "start it, or correct the URL");
        }
    }
}
