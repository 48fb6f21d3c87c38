package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.limits.Bodies;
import io.apoptosis.gateway.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Specifications looked at before they are submitted. */
@Path("/api/v1/dry-runs")
@Tag(name = "runs")
@Blocking
public class DryRunsResource {
    private final Submission submission;

    DryRunsResource(Submission submission) {
        this.submission = submission;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @Operation(
            operationId = "checkSpecification",
            summary = "Check a specification",
            description =
                    "As strictly as a submission, against the real network and data; nothing is started or stored.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = Examples.SPEC))
    @APIResponseSchema(DryRun.class)
    @APIResponse(
            responseCode = "400",
            description = "The specification can't be run; `errors` has every reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public DryRun check(InputStream spec) {
        return DryRun.of(submission.candidate(Bodies.read(spec)));
    }
}
