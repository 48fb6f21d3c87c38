package io.apoptosis.gateway.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** {@code apoptosis.webhook.*}: only who runs the gateway says where it sends to, so nobody can make it ask inner addresses. */
@ConfigMapping(prefix = "apoptosis.webhook")
public interface WebhookConfig {
    /** https, or http to loopback. Nothing is sent where it is not set. */
    Optional<URI> url();

    /** {@code whsec_} and 24 to 64 bytes in Base64. */
    Optional<String> secret();

    /** For a receiver within the same private network. */
    @WithDefault("false")
    boolean allowHttp();

    @WithDefault("8")
    int tries();

    /** Doubled from try to try, up to {@link #longestWait}. */
    @WithDefault("1s")
    Duration firstWait();

    @WithDefault("30s")
    Duration longestWait();

    /** For one answer. */
    @WithDefault("10s")
    Duration timeout();
}
