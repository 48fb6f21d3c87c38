package io.apoptosis.gateway.access;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.run.RunView;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who asks, and what of the runs is theirs. Where nobody has to say who they are, everything is everybody's. */
@RequestScoped
public class Caller {
    private static final int LONGEST = 64;

    private final AccessMode mode;
    private final SecurityIdentity identity;

    Caller(AccessMode mode, SecurityIdentity identity) {
        this.mode = mode;
        this.identity = identity;
    }

    public String name() {
        return nameOf(identity);
    }

    /**
     * A new run belongs to who submits it; only an admin submits for somebody else.
     *
     * @param asked the owner that the request names, if any
     * @throws Refused (403) for another's name
     */
    public Handling own(Handling handling, @Nullable String asked) {
        if (!mode.guarded()) {
            return handling;
        }
        if (asked != null && !asked.equals(name()) && !isAdmin()) {
            throw Refused.forbidden(
                    "only an admin submits runs for others; you are %s, not %s".formatted(name(), asked));
        }
        return handling.ownedBy(asked == null ? name() : asked);
    }

    /** @throws Refused (403) if the run is another's and the caller is no admin */
    public void mustOwn(RunView run) {
        mustOwn("run " + run.id(), run.handling());
    }

    /** As {@link #mustOwn(RunView)} of anything that has an owner. */
    public void mustOwn(String what, Handling handling) {
        String owner = handling.owner();
        if (mode.guarded() && !isAdmin() && !owner.equals(name())) {
            throw Refused.forbidden("%s is %s's; only they and admins may steer it".formatted(what, owner));
        }
    }

    private boolean isAdmin() {
        return Role.highest(identity.getRoles()).filter(Role.ADMIN::equals).isPresent();
    }

    /** An identity provider's names as owners: what may not stand in one is replaced. */
    static String nameOf(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return Handling.NOBODY;
        }
        String safe = identity.getPrincipal()
                .getName()
                .replaceAll("[^A-Za-z0-9._@-]", "_")
                .replaceAll("^[^A-Za-z0-9]+", "");
        return safe.isEmpty() ? Handling.NOBODY : safe.substring(0, Math.min(LONGEST, safe.length()));
    }
}
