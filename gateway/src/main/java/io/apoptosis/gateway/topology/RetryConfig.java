package io.apoptosis.gateway.topology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** See {@link io.apoptosis.pipeline.run.RetryPolicy}. */
@ConfigMapping(prefix = "apoptosis.retry")
public interface RetryConfig {
    @WithDefault("5")
    int maxTries();

    @WithDefault("2s")
    Duration backOff();

    @WithDefault("60s")
    Duration silence();

    @WithDefault("10m")
    Duration unclaimed();
}
