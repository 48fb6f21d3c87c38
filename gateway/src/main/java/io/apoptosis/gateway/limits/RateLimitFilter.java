package io.apoptosis.gateway.limits;

import io.apoptosis.gateway.access.AccessMode;
import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Answers 429 to a caller who asks too often. On a machine of one's own nobody has to be slowed down. */
public class RateLimitFilter {
    private static final int TOO_MANY_REQUESTS = 429;

    private final AccessMode mode;
    private final Caller caller;
    private final RateLimit limit;

    RateLimitFilter(AccessMode mode, Caller caller, RateLimit limit) {
        this.mode = mode;
        this.caller = caller;
        this.limit = limit;
    }

    @ServerRequestFilter
    public @Nullable Response check() {
        if (!mode.guarded() || limit.grants(caller.name(), System.nanoTime())) {
            return null;
        }
        Problem problem = new Problem(
                "about:blank", "Too many requests", TOO_MANY_REQUESTS, "slow down; try again in a second", List.of());
        return Response.status(TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
