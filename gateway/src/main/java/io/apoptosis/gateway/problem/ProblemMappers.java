package io.apoptosis.gateway.problem;

import io.apoptosis.pipeline.spec.InvalidSpec;
import jakarta.ws.rs.core.Response;
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
