package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A cluster that stays. */
@Command(
        name = "standalone",
        description =
                "Starts a cluster on this machine (broker, object store, gateway, workers) that stays until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis standalone",
            "  apoptosis standalone --port 8080 --scorers 2 --data-dir /var/lib/apoptosis",
            "",
            "Started again on the same data directory it goes on with its runs."
        })
public final class StandaloneCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Of the gateway; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".apoptosis",
            description = "Broker log, objects, logs. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of(".apoptosis");

    @Option(
            names = "--scorers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many scorers. Default: ${DEFAULT-VALUE}")
    private int scorers = 1;

    public StandaloneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Session session = LocalCluster.start(LocalCluster.options(dataDir, scorers, port), terminal)) {
            session.awaitWorkers();
            terminal.out().println("gateway: " + session.client().server());
            terminal.out()
                    .println("in another terminal:  ./apoptosis prune SPEC --server "
                            + session.client().server());
            terminal.out().println("Ctrl-C stops the cluster; its runs go on at the next start.");
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }
}
