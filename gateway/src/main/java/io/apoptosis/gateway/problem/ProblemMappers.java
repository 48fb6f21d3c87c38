package io.apoptosis.gateway.problem;

import io.apoptosis.pipeline.spec.InvalidSpec;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Exceptions as problem+json. */
public final class ProblemMappers {
    @ServerExceptionMapper
    Response refused(Refused refused) {
        return Response.status(refused.problem().status())
                .type(Problem.MEDIA_TYPE)
                .entity(refused.problem())
                .build();
    }

    /** What the server finds wrong by itself: no such path, method or media type, a parameter that is no number. */
    @ServerExceptionMapper
    Response unroutable(WebApplicationException failure) {
        Response response = failure.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        Problem problem = new Problem(
                "about:blank",
                response.getStatusInfo().getReasonPhrase(),
                response.getStatus(),
                "/q/openapi says what can be asked, and how",
                List.of());
        return Response.fromResponse(response)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    @ServerExceptionMapper
    Response invalidSpec(InvalidSpec invalid) {
        return refused(Refused.badSpec(
                invalid.problems().stream().map(InvalidSpec.Problem::toString).toList()));
    }

    @ServerExceptionMapper({InvalidStateStoreException.class, StreamsNotStartedException.class})
    Response notReady() {
        return refused(Refused.unavailable("the gateway is still reading the runs from Kafka; try again in a moment"));
    }
}
