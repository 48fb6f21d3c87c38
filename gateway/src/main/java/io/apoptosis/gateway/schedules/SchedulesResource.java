package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.limits.Bodies;
import io.apoptosis.gateway.problem.Problem;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.runs.HandlingParams;
import io.apoptosis.gateway.runs.Submission;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.ScheduleMessage.DeleteSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.Named;
import io.apoptosis.pipeline.message.ScheduleMessage.PauseSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.ResumeSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.SaveSchedule;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schedules: save, look, pause, delete. */
@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "schedules")
@Blocking
public class SchedulesResource {
    private static final String EXAMPLE = """
            {"name": "resnet20-checkpoints", "trigger": {"object": "checkpoints/resnet20/*.th"},
             "run": {"model": {"architecture": "resnet20", "classes": 10, "weights": "${object}"},
                     "data": {"train": {"cifar10": "object:uploads/SHA256/train.bin"}, "test": {"cifar10": "object:uploads/SHA256/test.bin"}},
                     "prune": {"target": {"macs": 0.6}}}}""";

    private final ScheduleViews views;
    private final ScheduleCommands commands;
    private final Submission submission;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    SchedulesResource(ScheduleViews views, ScheduleCommands commands, Submission submission, Caller caller) {
        this.views = views;
        this.commands = commands;
        this.submission = submission;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listSchedules", summary = "All schedules, by name")
    @APIResponse(responseCode = "200", description = "When each fires next, and what came of its last firing")
    public List<RunSchedule> list() {
        return views.all();
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @Operation(
            operationId = "createSchedule",
            summary = "Create a schedule",
            description = "Refused where its runs could never be accepted, as far as that is known without an object.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
    @APIResponse(responseCode = "201", description = "It is in force; Location is the schedule")
    @APIResponse(
            responseCode = "400",
            description = "The schedule makes no sense, or its runs could never be run; `errors` has every reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "There is one of this name")
    public Response create(InputStream body, @BeanParam HandlingParams handling, UriInfo uri) {
        ScheduleSpec spec = ScheduleSpecs.parse(Bodies.read(body), "");
        if (views.find(spec.name()).isPresent()) {
            throw Refused.conflict("there is a schedule %s; PUT replaces it".formatted(spec.name()));
        }
        RunSchedule saved = save(spec, Optional.empty(), handling);
        return Response.created(uri.getAbsolutePathBuilder().path(saved.name()).build())
                .entity(saved)
                .build();
    }

    @GET
    @Path("/{schedule}")
    @Operation(operationId = "getSchedule", summary = "One schedule")
    @APIResponse(responseCode = "200", description = "As it is now")
    @APIResponse(responseCode = "404", description = "No such schedule")
    public RunSchedule get(String schedule) {
        return views.get(schedule);
    }

    @PUT
    @Path("/{schedule}")
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @Operation(
            operationId = "putSchedule",
            summary = "Create the schedule or replace it",
            description = "It stays paused if it is, and its owner's.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
    @APIResponse(responseCode = "200", description = "It is in force")
    @APIResponse(
            responseCode = "400",
            description = "The schedule makes no sense, or its runs could never be run; `errors` has every reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RunSchedule replace(String schedule, InputStream body, @BeanParam HandlingParams handling) {
        ScheduleSpec spec = ScheduleSpecs.parse(Bodies.read(body), schedule);
        if (!spec.name().equals(schedule)) {
            throw Refused.badRequest(
                    "the path says %s, the schedule %s; a schedule keeps its name".formatted(schedule, spec.name()));
        }
        Optional<RunSchedule> before = views.find(schedule);
        before.ifPresent(this::mustOwn);
        return save(spec, before, handling);
    }

    @DELETE
    @Path("/{schedule}")
    @Operation(
            operationId = "deleteSchedule",
            summary = "Delete a schedule",
            description = "Its runs stay as they are.")
    @APIResponse(responseCode = "200", description = "As it was")
    @APIResponse(responseCode = "404", description = "No such schedule")
    public RunSchedule delete(String schedule) {
        RunSchedule last = owned(schedule);
        commands.publish(new DeleteSchedule(schedule, clock.instant()));
        views.await(schedule, Optional::isEmpty);
        return last;
    }

    @POST
    @Path("/{schedule}/pause")
    @Operation(
            operationId = "pauseSchedule",
            summary = "Pause a schedule",
            description = "What arrives and what times pass meanwhile is gone.")
    @APIResponse(responseCode = "200", description = "It fires no more by itself")
    @APIResponse(responseCode = "404", description = "No such schedule")
    public RunSchedule pause(String schedule) {
        owned(schedule);
        return carriedOut(new PauseSchedule(schedule, clock.instant()));
    }

    @POST
    @Path("/{schedule}/resume")
    @Operation(operationId = "resumeSchedule", summary = "Resume a schedule")
    @APIResponse(responseCode = "200", description = "It fires again")
    @APIResponse(responseCode = "404", description = "No such schedule")
    public RunSchedule resume(String schedule) {
        owned(schedule);
        return carriedOut(new ResumeSchedule(schedule, clock.instant()));
    }

    private RunSchedule save(ScheduleSpec spec, Optional<RunSchedule> before, HandlingParams params) {
        Instant now = clock.instant();
        Handling otherwise = before.map(RunSchedule::handling).orElse(Handling.DEFAULT);
        Handling handling = params.over(otherwise, now);
        if (handling.deadline() != null) {
            throw Refused.badRequest("deadline: a schedule has none, since each of its runs would need its own");
        }
        String owner = params.owner()
                .or(() -> before.map(RunSchedule::handling).map(Handling::owner))
                .orElse(null);
        Handling owned = caller.own(handling, owner);
        submission.check(spec);
        return carriedOut(new SaveSchedule(spec.name(), now, spec, owned));
    }

    private RunSchedule carriedOut(Named command) {
        commands.publish(command);
        return views.await(
                        command.name(),
                        view -> view.isPresent() && !view.get().updatedAt().isBefore(command.at()))
                .orElseThrow();
    }

    private RunSchedule owned(String name) {
        RunSchedule schedule = views.get(name);
        mustOwn(schedule);
        return schedule;
    }

    private void mustOwn(RunSchedule schedule) {
        caller.mustOwn("schedule " + schedule.name(), schedule.handling());
    }
}
