package io.apoptosis.gateway.access;

import io.apoptosis.gateway.audit.Audit;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Holds every request, whatever endpoint it is for, against {@link Rules}. */
@ApplicationScoped
public class AccessPolicy implements HttpSecurityPolicy {
    private final AccessMode mode;
    private final DownloadLinks links;
    private final Audit audit;

    AccessPolicy(AccessMode mode, DownloadLinks links, Audit audit) {
        this.mode = mode;
        this.links = links;
        this.audit = audit;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext requests) {
        HttpServerRequest request = context.request();
        // Not the Host header: HTTP/2 has none.
        String host = Objects.toString(request.authority(), null);
        if (Origins.foreign(request.getHeader(HttpHeaders.ORIGIN), host)
                || (mode.loopbackOnly() && !Origins.loopback(host))) {
            return identity.map(who -> denied(request, who));
        }
        Optional<Role> needed =
                mode.guarded() ? Rules.needed(request.method().name(), context.normalizedPath()) : Optional.empty();
        return needed.isEmpty() || linked(request, context.normalizedPath())
                ? CheckResult.permit()
                : identity.map(who -> allowed(who, needed.get()) ? CheckResult.PERMIT : denied(request, who));
    }

    private boolean linked(HttpServerRequest request, String path) {
        return request.method() == HttpMethod.GET
                && links.opens(path, request.getParam("expires"), request.getParam("signature"));
    }

    private static boolean allowed(SecurityIdentity who, Role needed) {
        return Role.highest(who.getRoles())
                .filter(role -> role.includes(needed))
                .isPresent();
    }

    private CheckResult denied(HttpServerRequest request, SecurityIdentity who) {
        audit.denied(Caller.nameOf(who), request.method().name(), request.path(), who.isAnonymous() ? 401 : 403);
        return CheckResult.DENY;
    }
}
