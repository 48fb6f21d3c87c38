package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of runs: the specification's, and what tells them apart. Safe in URLs and object keys. */
final class RunIds {
    private static final int RANDOM_BYTES = 5;
    private static final int KEY_DIGITS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** @param idempotencyKey the same key gives the same id, under any name; null gives a new id each time */
    static String of(String name, @Nullable String idempotencyKey) {
        return idempotencyKey == null ? readable(name) + "-" + random() : "run-" + digest(idempotencyKey);
    }

    private static String readable(String name) {
        String safe =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return safe.isEmpty() ? "run" : safe;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String digest(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
    }
}
