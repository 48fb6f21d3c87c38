package io.apoptosis.gateway.tracking;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** Who we are to the tracking server: somebody with a token, or a name and a password, or nobody. */
record Credentials(
        URI uri,
        @Nullable String username,
        @Nullable String password,
        @Nullable String token) {

    /** @throws IllegalArgumentException if it is not the address of a server, or a password has no name */
    static Credentials of(URI uri, MlflowConfig config) {
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "apoptosis.mlflow.uri is %s; it must be http://HOST:PORT or https://HOST/…"
                            .formatted(uri.getUserInfo() == null ? uri : "an address with a password in it"));
        }
        if (config.username().isPresent() != config.password().isPresent()) {
            throw new IllegalArgumentException("apoptosis.mlflow.username and apoptosis.mlflow.password go together");
        }
        return new Credentials(
                uri,
                config.username().orElse(null),
                config.password().orElse(null),
                config.token().orElse(null));
    }

    BasicMlflowHostCreds forClient() {
        return token == null
                ? new BasicMlflowHostCreds(uri.toString(), username, password)
                : new BasicMlflowHostCreds(uri.toString(), token);
    }

    /** The value of {@code Authorization}. */
    Optional<String> header() {
        if (token != null) {
            return Optional.of("Bearer " + token);
        }
        return Optional.ofNullable(username)
                .map(name -> "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }
}
