package io.apoptosis.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bearer tokens of a file: one {@code NAME ROLE SHA256} a line; empty lines and those that begin with # don't count. */
record AccessTokens(List<AccessToken> all) {
    static final AccessTokens NONE = new AccessTokens(List.of());

    /** @throws IllegalArgumentException naming the line that is none, but not what it says */
    static AccessTokens parse(String text) {
        List<AccessToken> tokens = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                int where = number;
                tokens.add(AccessToken.parse(line)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "line %d of the token file is not NAME viewer|operator|admin SHA256; `./apoptosis token` prints one"
                                        .formatted(where))));
            }
        }
        return new AccessTokens(List.copyOf(tokens));
    }

    Optional<AccessToken> find(String token) {
        byte[] digest = AccessToken.digest(token);
        AccessToken found = null;
        for (AccessToken candidate : all) {
            // All are looked at: the time tells nothing of where it stands.
            found = candidate.has(digest) ? candidate : found;
        }
        return Optional.ofNullable(found);
    }
}
