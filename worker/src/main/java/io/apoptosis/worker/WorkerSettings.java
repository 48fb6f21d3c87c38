package io.apoptosis.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code apoptosis.worker.*}. */
@ConfigMapping(prefix = "apoptosis.worker")
public interface WorkerSettings {
    /** The topic that tasks come from. */
    String queue();

    /** The share group of the workers of one kind. */
    String group();

    /** Who speaks in events and logs. */
    @WithDefault("${HOSTNAME:worker}")
    String name();

    /** Where data sets are kept between tasks. */
    @WithDefault("${APOPTOSIS_CACHE_DIR:${java.io.tmpdir}/apoptosis-cache}")
    Path cache();

    /** For topics that do not exist yet. */
    @WithDefault("1")
    int partitions();

    @WithDefault("1")
    short replication();
}
