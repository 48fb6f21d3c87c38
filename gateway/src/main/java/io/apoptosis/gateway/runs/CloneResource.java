package io.apoptosis.gateway.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.limits.Bodies;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A new run from an old one's specification. */
@Path("/api/v1/runs/{id}/clone")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
@Blocking
public class CloneResource {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunViews views;
    private final Submission submission;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    CloneResource(RunViews views, Submission submission, Caller caller) {
        this.views = views;
        this.submission = submission;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json", MediaType.WILDCARD})
    @Operation(
            operationId = "cloneRun",
            summary = "Submit a run's specification again, with changes",
            description =
                    "The body, if there is one, is a JSON Merge Patch (RFC 7396) of the specification. The new run is treated"
                            + " as the old one was unless the query says otherwise; a deadline is not taken over.")
    @APIResponseSchema(
            value = RunView.class,
            responseCode = "202",
            responseDescription = "Accepted; Location is the new run")
    @APIResponse(responseCode = "400", description = "The changed specification can't be run")
    public Response clone(
            String id,
            @Nullable InputStream patch,
            @BeanParam HandlingParams handling,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            UriInfo uri) {
        RunView old = views.get(id);
        RunView view = submission.submit(
                changed(old, patch == null ? new byte[0] : Bodies.read(patch)),
                key,
                caller.own(handling.over(old.handling().withoutDeadline(), clock.instant()), handling.owner),
                traceparent);
        return Response.accepted(view)
                .location(uri.getBaseUriBuilder()
                        .path(RunsResource.class)
                        .path(view.id())
                        .build())
                .build();
    }

    private static byte[] changed(RunView old, byte[] patch) {
        try {
            JsonNode changes = patch.length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(patch);
            if (!changes.isObject()) {
                throw Refused.badRequest(
                        "the changes are a JSON object, for example {\"prune\":{\"target\":{\"macs\":0.5}}}");
            }
            return JSON.writeValueAsBytes(MergePatch.apply(JSON.readTree(RunSpecs.write(old.spec())), changes));
        } catch (IOException e) {
            throw Refused.badRequest("the changes are not JSON: " + e.getMessage());
        }
    }
}
