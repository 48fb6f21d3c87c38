package io.apoptosis.gateway.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** As properties would say it, with short waits. */
record Settings(Optional<URI> url, Optional<String> secret, boolean allowHttp, int tries) implements WebhookConfig {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static Settings to(String url) {
        return new Settings(Optional.of(URI.create(url)), Optional.of(SECRET), false, 4);
    }

    @Override
    public Duration firstWait() {
        return Duration.ofMillis(10);
    }

    @Override
    public Duration longestWait() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }
}
