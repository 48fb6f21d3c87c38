package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.limits.Bodies;
import io.apoptosis.gateway.problem.Problem;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.run.RunView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs: submit, look, steer. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
@Blocking
public class RunsResource {
    private static final int MOST = 1000;

    private final RunViews views;
    private final Submission submission;
    private final Commands commands;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    RunsResource(RunViews views, Submission submission, Commands commands, Caller caller) {
        this.views = views;
        this.submission = submission;
        this.commands = commands;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @Operation(
            operationId = "submitRun",
            summary = "Submit a run",
            description =
                    "Checked against the real network and data before anything starts. With an Idempotency-Key, sending it again"
                            + " is safe: the same key is the same run.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = Examples.SPEC))
    @APIResponseSchema(
            value = RunView.class,
            responseCode = "202",
            responseDescription = "Accepted; Location is the run")
    @APIResponse(
            responseCode = "400",
            description = "The specification can't be run; `errors` has every reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "The Idempotency-Key was used for another specification")
    public Response submit(
            InputStream spec,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            @BeanParam HandlingParams handling,
            UriInfo uri) {
        RunView view = submission.submit(
                Bodies.read(spec),
                key,
                caller.own(handling.over(Handling.DEFAULT, clock.instant()), handling.owner),
                traceparent);
        return Response.accepted(view)
                .location(uri.getAbsolutePathBuilder().path(view.id()).build())
                .build();
    }

    @GET
    @Operation(
            operationId = "listRuns",
            summary = "Runs, newest first",
            description = "At most `limit`; the next ones come with `before`, the id of the last one seen.")
    @APIResponse(responseCode = "400", description = "The limit is not from 1 to 1000")
    @APIResponse(responseCode = "404", description = "There is no run `before`")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = RunView.class)))
    public byte[] list(
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("before") @Nullable String before) {
        if (limit < 1 || limit > MOST) {
            throw Refused.badRequest("limit is %d; a list has 1 to %d runs".formatted(limit, MOST));
        }
        return views.page(limit, before);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRun", summary = "One run")
    @APIResponseSchema(RunView.class)
    @APIResponse(responseCode = "404", description = "No such run")
    public RunView get(String id) {
        return views.get(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "cancelRun", summary = "Cancel a run", description = "What it has stored stays.")
    @APIResponseSchema(value = RunView.class, responseCode = "202", responseDescription = "Will be cancelled")
    @APIResponse(responseCode = "409", description = "It has ended")
    public Response cancel(String id) {
        return steer(id, Steering.CANCEL, new Command.CancelRun(id, clock.instant()));
    }

    @POST
    @Path("/{id}/pause")
    @Operation(
            operationId = "pauseRun",
            summary = "Pause a run",
            description = "Nothing new is started; what is under way may still finish.")
    @APIResponseSchema(value = RunView.class, responseCode = "202", responseDescription = "Will be paused")
    @APIResponse(responseCode = "409", description = "It is not going on")
    public Response pause(String id) {
        return steer(id, Steering.PAUSE, new Command.PauseRun(id, clock.instant()));
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeRun",
            summary = "Resume a paused or failed run",
            description = "It goes on from its last good object.")
    @APIResponseSchema(value = RunView.class, responseCode = "202", responseDescription = "Will be resumed")
    @APIResponse(responseCode = "409", description = "It is neither paused nor failed")
    public Response resume(String id) {
        return steer(id, Steering.RESUME, new Command.ResumeRun(id, clock.instant()));
    }

    @POST
    @Path("/{id}/retry")
    @Operation(
            operationId = "retryRun",
            summary = "Do a step of a paused, failed or completed run again, and all that follows",
            description =
                    "What the step and those after it had stored is deleted first. Default: the last step that has begun.")
    @APIResponseSchema(value = RunView.class, responseCode = "202", responseDescription = "The step will be done again")
    @APIResponse(responseCode = "400", description = "It has not come to that step")
    @APIResponse(responseCode = "409", description = "It is neither paused, failed nor completed")
    public Response retry(String id, @QueryParam("step") @Nullable Integer step) {
        RunView view = views.get(id);
        int begun = view.steps().size();
        int from = step == null ? begun : step;
        if (from < 1 || from > begun) {
            throw Refused.badRequest(
                    "run %s has begun %d steps; there is no step %d to do again".formatted(id, begun, from));
        }
        if (view.state().equals("COMPLETED") && view.handling().keep() != Keep.ALL) {
            throw Refused.conflict("run %s is COMPLETED and has kept only its results; clone it instead".formatted(id));
        }
        return steer(id, Steering.RETRY, new Command.RetryRun(id, clock.instant(), from));
    }

    private Response steer(String id, Steering steering, Command command) {
        RunView view = views.get(id);
        caller.mustOwn(view);
        if (!steering.legalIn(view.state())) {
            throw Refused.conflict("run %s is %s; %s".formatted(id, view.state(), steering.legalStates()));
        }
        commands.publish(command);
        return Response.accepted(view).build();
    }
}
