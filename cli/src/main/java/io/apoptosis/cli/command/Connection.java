package io.apoptosis.cli.command;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command talks to. */
final class Connection {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A running gateway, for example http://localhost:8080. Default: a cluster of our own on this machine.")
    private @Nullable URI server;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".apoptosis",
            description =
                    "Where our own cluster keeps its log and objects; it goes on there when started again. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of(".apoptosis");

    @Option(
            names = "--scorers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many scorers our own cluster starts. Default: ${DEFAULT-VALUE}")
    private int scorers = 1;

    Session open(Terminal terminal) {
        return server == null
                ? LocalCluster.open(dataDir, scorers, terminal)
                : Session.remote(new GatewayClient(server));
    }
}
