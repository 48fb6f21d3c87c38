package io.apoptosis.pipeline.message;

/** An object in the store and the SHA-256 (hex) of its bytes; whoever reads it checks. */
public record ObjectRef(String key, String sha256) {}
