package io.apoptosis.gateway.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A query parameter without a value or with two is refused: no parameter here is a list, and what was meant nobody can know. */
public class OneValueEach {
    @ServerRequestFilter
    public void refuseOthers(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach(OneValueEach::requireOne);
    }

    private static void requireOne(String parameter, List<String> values) {
        if (values.size() != 1 || values.get(0).isEmpty()) {
            throw Refused.badRequest("the parameter " + parameter + " has to have one value, or be left out");
        }
    }
}
