package io.apoptosis.gateway.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.SortedSet;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Where a method is asked for that a path doesn't have, and for OPTIONS, the framework names those of whatever it tried last, or none. */
@Singleton
public class AllowHeader {
    private final AllowedMethods methods;

    AllowHeader(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerResponseFilter
    public void correct(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Status.METHOD_NOT_ALLOWED.getStatusCode()
                || request.getMethod().equals(HttpMethod.OPTIONS)) {
            SortedSet<String> known = methods.of(request.getUriInfo().getPath());
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", known));
        }
    }
}
