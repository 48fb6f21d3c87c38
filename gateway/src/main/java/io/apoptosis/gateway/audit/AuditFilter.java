package io.apoptosis.gateway.audit;

import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.access.Rules;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** Has every request that is more than a look written down. */
public class AuditFilter {
    private final Audit audit;
    private final Caller caller;

    AuditFilter(Audit audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @ServerResponseFilter
    public void note(
            ContainerRequestContext request, ContainerResponseContext response, @Nullable SimpleResourceInfo resource) {
        // Without a method it came to no command: nothing is there, or it was denied and has been written down as such.
        if (!Rules.looks(request.getMethod()) && resource != null && resource.getMethodName() != null) {
            audit.command(
                    caller.name(),
                    resource.getMethodName(),
                    named("id", "/runs/", request, response),
                    named("schedule", "/schedules/", request, response),
                    response.getStatus());
        }
    }

    /** What was commanded, or what came of it. */
    private static @Nullable String named(
            String parameter, String path, ContainerRequestContext request, ContainerResponseContext response) {
        URI created = response.getLocation();
        if (created != null && created.getPath().contains(path)) {
            return created.getPath().substring(created.getPath().lastIndexOf('/') + 1);
        }
        return request.getUriInfo().getPathParameters().getFirst(parameter);
    }
}
