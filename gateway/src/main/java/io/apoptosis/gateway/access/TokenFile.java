package io.apoptosis.gateway.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The bearer tokens as the file has them now: a token that is struck from it counts no longer than a few seconds. */
@ApplicationScoped
class TokenFile {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final @Nullable Path file;
    private AccessTokens tokens = AccessTokens.NONE;
    private @Nullable FileTime readAs;
    private long lookedAt;

    TokenFile(@ConfigProperty(name = "apoptosis.auth.tokens-file") Optional<Path> file) {
        this.file = file.orElse(null);
        if (this.file != null) {
            read(this.file);
        }
    }

    boolean configured() {
        return file != null;
    }

    synchronized Optional<AccessToken> find(String token) {
        if (file != null && System.nanoTime() - lookedAt > FRESH.toNanos()) {
            refresh(file);
        }
        return tokens.find(token);
    }

    /** A file that can't be read any more, or makes no sense, changes nothing: nobody is locked out by a slip of the pen. */
    private void refresh(Path present) {
        try {
            if (!Files.getLastModifiedTime(present).equals(readAs)) {
                read(present);
                LOG.infof("%d access tokens read anew", tokens.all().size());
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            LOG.errorf("the access tokens stay as they were: %s", e.getMessage());
        }
        lookedAt = System.nanoTime();
    }

    private void read(Path present) {
        try {
            FileTime now = Files.getLastModifiedTime(present);
            tokens = AccessTokens.parse(Files.readString(present));
            readAs = now;
            lookedAt = System.nanoTime();
        } catch (IOException e) {
            throw new IllegalStateException("the token file " + present + " can't be read: " + e.getMessage(), e);
        }
    }
}
