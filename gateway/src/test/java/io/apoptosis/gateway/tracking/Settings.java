package io.apoptosis.gateway.tracking;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As properties would say it, with short waits. */
record Settings(Optional<URI> uri, Optional<String> username, Optional<String> password, Optional<String> token)
        implements MlflowConfig {
    static Settings to(String uri) {
        return new Settings(Optional.of(URI.create(uri)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Settings as(String name, @Nullable String secret) {
        return new Settings(uri, Optional.of(name), Optional.ofNullable(secret), token);
    }

    Settings withToken(String secret) {
        return new Settings(uri, username, password, Optional.of(secret));
    }

    @Override
    public String experiment() {
        return "pruning";
    }

    @Override
    public List<String> artifacts() {
        return List.of("run.json", "report.html");
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration longestWait() {
        return Duration.ofSeconds(1);
    }
}
