package io.apoptosis.cli.command;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command talks to. */
final class Connection {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A running gateway, for example http://localhost:8080. Default: a cluster of our own on this machine.")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Says who you are to a gateway that asks. Default: APOPTOSIS_TOKEN of the environment, which other users of this machine can't see.")
    private @Nullable String token;

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
        Session session = begin(terminal);
        try {
            session.awaitGateway();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** A session before its gateway takes runs; files may be uploaded meanwhile. */
    Session begin(Terminal terminal) {
        return server == null ? LocalCluster.open(dataDir, scorers, terminal) : remote(server, terminal);
    }

    private Session remote(URI url, Terminal terminal) {
        String known = token == null ? System.getenv("APOPTOSIS_TOKEN") : token;
        if (known != null && "http".equals(url.getScheme()) && !LOOPBACK.contains(String.valueOf(url.getHost()))) {
            terminal.err().println("warning: the token travels to " + url + " unencrypted; use https");
        }
        return Session.remote(new GatewayClient(url, known));
    }
}
