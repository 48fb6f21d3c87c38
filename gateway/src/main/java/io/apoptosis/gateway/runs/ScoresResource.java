package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a step's units were worth when it cut. */
@Path("/api/v1/runs/{id}/steps/{step}/scores")
@Tag(name = "runs")
@Blocking
public class ScoresResource {
    private final RunViews views;
    private final ObjectStore store;

    ScoresResource(RunViews views, ObjectStore store) {
        this.views = views;
        this.store = store;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getScores",
            summary = "A step's scores",
            description =
                    "`threshold`: the last removed unit's score; `groups`: name to one score per unit, after normalization.")
    @APIResponseSchema(Map.class)
    @APIResponse(responseCode = "404", description = "No such run, or the step has not been cut (yet)")
    public Response scores(String id, int step) {
        views.get(id);
        ObjectRef scores = store.getIfPresent(Keys.pruned(id, step, "scores.json"))
                .orElseThrow(() -> Refused.notFound("step %d of run %s has no scores".formatted(step, id)));
        return Response.ok(store.stream(scores)).build();
    }
}
