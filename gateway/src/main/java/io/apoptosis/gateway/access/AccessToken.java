package io.apoptosis.gateway.access;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token as the gateway knows it: whose it is and its digest, never the token. A token is 256 random bits, so that a plain digest
 * can't be turned back; a password would need a slow one.
 *
 * @param sha256 of the whole token, 32 bytes
 */
record AccessToken(String name, Role role, byte[] sha256) {
    /** What our tokens begin with: others go to the OpenID provider. */
    static final String PREFIX = "apoptosis_";

    private static final Pattern LINE =
            Pattern.compile("(" + Handling.OWNER + ")\\s+([a-z]+)\\s+(" + Sha256.FORM + ")");

    /** {@code NAME ROLE SHA256}; empty where the line is none. */
    static Optional<AccessToken> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        return matcher.matches()
                ? Role.named(matcher.group(2))
                        .map(role -> new AccessToken(
                                matcher.group(1), role, HexFormat.of().parseHex(matcher.group(3))))
                : Optional.empty();
    }

    static byte[] digest(String token) {
        return Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8));
    }

    /** In a time that does not tell how much of it is right. */
    boolean has(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }
}
