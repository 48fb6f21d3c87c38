package io.apoptosis.gateway.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Whether callers have to say who they are: always, but on a loopback address for which nobody has set up anything. */
@ApplicationScoped
public class AccessMode {
    private static final Logger LOG = Logger.getLogger(AccessMode.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final boolean guarded;
    private final boolean loopback;
    private final boolean anyoneKnown;

    AccessMode(
            TokenFile tokens,
            @ConfigProperty(name = "apoptosis.auth.mode") Mode mode,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean openId) {
        this.anyoneKnown = tokens.configured() || openId;
        this.loopback = LOOPBACK.contains(host);
        this.guarded = mode.guards(anyoneKnown, loopback);
    }

    /** How the environment says it. */
    enum Mode {
        AUTO,
        REQUIRED,
        OFF;

        boolean guards(boolean anyoneKnown, boolean loopback) {
            return this == REQUIRED || (this == AUTO && (anyoneKnown || !loopback));
        }
    }

    void tell(@Observes StartupEvent started) {
        if (guarded && !anyoneKnown) {
            LOG.warn(
                    "nobody can sign in: set APOPTOSIS_AUTH_TOKENS_FILE, or QUARKUS_OIDC_TENANT_ENABLED and"
                            + " QUARKUS_OIDC_AUTH_SERVER_URL, or APOPTOSIS_AUTH_MODE=off if something in front of this gateway signs people on");
        } else if (!guarded && !loopback) {
            LOG.warn("APOPTOSIS_AUTH_MODE is off: whoever reaches this gateway may do everything");
        }
    }

    public boolean guarded() {
        return guarded;
    }

    /** Only this machine's users are meant: a request that names another host is a web page's trick. */
    boolean loopbackOnly() {
        return loopback && !guarded;
    }
}
