package io.apoptosis.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks does (standardwebhooks.com, symmetric): HMAC-SHA256 of {@code id.seconds.body}, in Base64. */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Signature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @throws IllegalArgumentException if it is no secret */
    static Signature with(String secret) {
        byte[] key = secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : new byte[0];
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException(
                    "apoptosis.webhook.secret is not whsec_ and %d to %d bytes in Base64; make one: echo whsec_$(openssl rand -base64 32)"
                            .formatted(SHORTEST, LONGEST));
        }
        return new Signature(key);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The value of {@code webhook-signature}. */
    String of(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
