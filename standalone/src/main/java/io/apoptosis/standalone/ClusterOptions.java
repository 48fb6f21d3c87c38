package io.apoptosis.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * @param home where Apoptosis is built, the parent of {@code gateway/target}
 * @param dataDir where the broker's log, the objects, caches and service logs lie
 * @param gatewayPort 0 for a free one
 * @param scorers 0: none, and neither pruner nor fine-tuner; whoever reaches the broker does the tasks
 * @param patience how long the services may take to become ready
 * @param storeRoute the address at which the services find the object store, given where it listens: its own, or that of a proxy
 * @param archives of the services' classes, for quick starts
 * @param environment of the services, beside what they inherit
 */
public record ClusterOptions(
        Path home,
        Path dataDir,
        int gatewayPort,
        int scorers,
        Duration patience,
        UnaryOperator<URI> storeRoute,
        ClassArchives archives,
        Map<String, String> environment) {
    /** Ten seconds suffice on an idle machine; a busy one with two cores has been seen to take two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public ClusterOptions {
        home = home.toAbsolutePath().normalize();
        dataDir = dataDir.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** One scorer, a free port, nothing between services and store. */
    public static ClusterOptions of(Path home, Path dataDir) {
        return new ClusterOptions(
                home, dataDir, 0, 1, PATIENCE, UnaryOperator.identity(), ClassArchives.of(home), Map.of());
    }

    /** @throws IllegalArgumentException if there is to be none */
    public ClusterOptions withScorers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a cluster needs at least one scorer, not " + count);
        }
        return new ClusterOptions(home, dataDir, gatewayPort, count, patience, storeRoute, archives, environment);
    }

    public ClusterOptions withoutWorkers() {
        return new ClusterOptions(home, dataDir, gatewayPort, 0, patience, storeRoute, archives, environment);
    }

    public ClusterOptions withGatewayPort(int port) {
        return new ClusterOptions(home, dataDir, port, scorers, patience, storeRoute, archives, environment);
    }

    public ClusterOptions withStoreBehind(UnaryOperator<URI> proxy) {
        return new ClusterOptions(home, dataDir, gatewayPort, scorers, patience, proxy, archives, environment);
    }

    public ClusterOptions withEnvironment(Map<String, String> variables) {
        return new ClusterOptions(home, dataDir, gatewayPort, scorers, patience, storeRoute, archives, variables);
    }

    /** A cluster whose services write archives of the classes they have used into the folder when they end. */
    public ClusterOptions recordingTo(Path folder) {
        ClassArchives written = new ClassArchives(folder, true);
        return new ClusterOptions(home, dataDir, gatewayPort, scorers, patience, storeRoute, written, environment);
    }
}
