package io.apoptosis.cli.command;

import io.apoptosis.cli.Failure;
import io.apoptosis.cli.Logging;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.local.Home;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.Figures;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A cluster of our own on this machine. Its address is left in the data directory, so that a second command on the same directory
 * talks to it instead of starting another.
 */
final class LocalCluster {
    private LocalCluster() {}

    static Session open(Path dataDir, int scorers, Terminal terminal) {
        Path address = dataDir.resolve("gateway.url");
        GatewayClient running = running(address);
        if (running != null) {
            terminal.err().println("using the cluster that runs in " + dataDir + " (" + running.server() + ")");
            return Session.remote(running);
        }
        return start(options(dataDir, scorers, 0), terminal);
    }

    static ClusterOptions options(Path dataDir, int scorers, int port) {
        ClusterOptions options = ClusterOptions.of(Home.directory(), dataDir)
                .withScorers(scorers)
                .withGatewayPort(port);
        // By the launcher, when it has built for the first time.
        String record = System.getProperty("apoptosis.record");
        return record == null ? options : options.recordingTo(Path.of(record));
    }

    /** Starts one; its gateway answers, but may not take runs yet. */
    static Session start(ClusterOptions options, Terminal terminal) {
        Path address = options.dataDir().resolve("gateway.url");
        Path logs = options.dataDir().resolve("logs");
        Logging.to(logs);
        long began = System.nanoTime();
        terminal.err()
                .println("starting the cluster (broker, object store, gateway, workers) in " + options.dataDir()
                        + " ...");
        StandaloneCluster cluster = started(() -> StandaloneCluster.open(options), logs);
        try {
            Files.writeString(address, cluster.gatewayUrl());
        } catch (IOException e) {
            cluster.close();
            throw new Failure("cannot write " + address + ": " + e.getMessage(), e);
        }
        terminal.err()
                .println("gateway at " + cluster.gatewayUrl() + " after "
                        + Figures.duration((System.nanoTime() - began) / 1e9));
        return new Session(
                new GatewayClient(URI.create(cluster.gatewayUrl())),
                () -> started(cluster::awaitGateway, logs),
                () -> started(cluster::awaitWorkers, logs),
                () -> stop(cluster, address));
    }

    private static StandaloneCluster started(Supplier<StandaloneCluster> start, Path logs) {
        try {
            return start.get();
        } catch (IllegalStateException | UncheckedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interrupted();
            }
            throw new Failure("the cluster did not start: " + e.getMessage() + "\n  logs: " + logs, e);
        }
    }

    private static void stop(StandaloneCluster cluster, Path address) {
        // An interruption that is already taken note of must not cut the services' last seconds short.
        boolean interrupted = Thread.interrupted();
        try {
            Files.deleteIfExists(address);
            cluster.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @org.jspecify.annotations.Nullable GatewayClient running(Path address) {
        try {
            if (!Files.isRegularFile(address)) {
                return null;
            }
            GatewayClient client =
                    new GatewayClient(URI.create(Files.readString(address).strip()));
            client.runs();
            return client;
        } catch (IOException | RuntimeException e) {
            // Left behind by a cluster that was killed: nobody answers there.
            return null;
        }
    }
}
