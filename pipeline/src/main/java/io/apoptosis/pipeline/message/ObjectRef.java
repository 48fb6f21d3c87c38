package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

/** An object in the store and the SHA-256 (hex) of its bytes; whoever reads it checks. */
public record ObjectRef(String key, String sha256) {
    public ObjectRef {
        requireNonNull(key, "key");
        requireNonNull(sha256, "sha256");
    }
}
