package io.apoptosis.gateway.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of one file that need no token for a while: a browser's download and curl on another machine carry none. Signed with a key that
 * all gateways can derive, and nobody else: from the store's secret.
 */
@Singleton
public class DownloadLinks {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "apoptosis download links";

    private final byte[] key;
    private final InstantSource clock;

    @Inject
    DownloadLinks(@ConfigProperty(name = "apoptosis.s3.secret-key") String secret) {
        this(secret, InstantSource.system());
    }

    DownloadLinks(String secret, InstantSource clock) {
        this.key = hmac(secret.getBytes(StandardCharsets.UTF_8), PURPOSE);
        this.clock = clock;
    }

    /** @param path and query of the address */
    public record Link(String path, Instant expires) {}

    /** @param path of the file, normalized and not escaped */
    public Link to(String path) {
        Instant expires = clock.instant().plus(LIFE);
        return new Link(
                "%s?expires=%d&signature=%s".formatted(path, expires.getEpochSecond(), sign(path, expires)), expires);
    }

    /** Whether the request's parameters are those of a link to this path that is still good. */
    boolean opens(String path, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !expires.matches("\\d{1,12}")) {
            return false;
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        return clock.instant().isBefore(end)
                && MessageDigest.isEqual(
                        sign(path, end).getBytes(StandardCharsets.US_ASCII),
                        signature.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(String path, Instant expires) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, path + "?" + expires.getEpochSecond()));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
