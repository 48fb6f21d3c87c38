package io.apoptosis.standalone;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param home where Apoptosis is built, the parent of {@code gateway/target}
 * @param dataDir where the broker's log, the objects, caches and service logs lie
 * @param gatewayPort 0 for a free one
 * @param patience how long the services may take to become ready
 */
public record ClusterOptions(Path home, Path dataDir, int gatewayPort, int scorers, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public ClusterOptions {
        home = home.toAbsolutePath().normalize();
        dataDir = dataDir.toAbsolutePath().normalize();
        if (scorers < 1) {
            throw new IllegalArgumentException("a cluster needs at least one scorer, not " + scorers);
        }
    }

    /** One scorer, a free port. */
    public static ClusterOptions of(Path home, Path dataDir) {
        return new ClusterOptions(home, dataDir, 0, 1, PATIENCE);
    }

    public ClusterOptions withScorers(int count) {
        return new ClusterOptions(home, dataDir, gatewayPort, count, patience);
    }

    public ClusterOptions withGatewayPort(int port) {
        return new ClusterOptions(home, dataDir, port, scorers, patience);
    }
}
