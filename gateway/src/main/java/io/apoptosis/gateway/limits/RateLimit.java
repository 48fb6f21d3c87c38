package io.apoptosis.gateway.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Requests per caller and second. One that is too fast is slowed down; the others don't notice. */
@ApplicationScoped
class RateLimit {
    /** Callers remembered; beyond that all begin anew, so that inventing names does not fill the memory. */
    private static final int CALLERS = 10_000;

    private final double perSecond;
    private final double burst;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    /** @param perSecond 0 for no limit */
    RateLimit(
            @ConfigProperty(name = "apoptosis.limits.requests-per-second") double perSecond,
            @ConfigProperty(name = "apoptosis.limits.burst") double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    boolean grants(String caller, long now) {
        if (perSecond <= 0) {
            return true;
        }
        if (allowances.size() > CALLERS) {
            allowances.clear();
        }
        return allowances
                .compute(
                        caller,
                        (name, before) ->
                                (before == null ? Allowance.full(burst, now) : before).spend(perSecond, burst, now))
                .granted();
    }
}
