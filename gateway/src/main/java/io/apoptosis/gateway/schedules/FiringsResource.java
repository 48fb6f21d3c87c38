package io.apoptosis.gateway.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.gateway.access.Caller;
import io.apoptosis.gateway.limits.Bodies;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.ScheduleMessage.FireSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Schedules fired by hand. */
@Path("/api/v1/schedules/{schedule}/firings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "schedules")
@Blocking
public class FiringsResource {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ScheduleViews views;
    private final ScheduleCommands commands;
    private final ObjectStore store;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    FiringsResource(ScheduleViews views, ScheduleCommands commands, ObjectStore store, Caller caller) {
        this.views = views;
        this.commands = commands;
        this.store = store;
        this.caller = caller;
    }

    /** @param object key of what takes the placeholder's place */
    @Schema(description = "What a schedule is fired with")
    public record Wanted(
            @Schema(examples = "checkpoints/resnet20/epoch-7.th") @Nullable
            String object) {}

    /** @param runs their ids, which the schedule says more of in a moment */
    public record Fired(List<String> runs) {}

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "fireSchedule",
            summary = "Fire a schedule now",
            description =
                    "Whatever its trigger says, paused or not. `object` is a key under checkpoints/, an upload's or a run's result's."
                            + " With an Idempotency-Key, sending it again is safe.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Wanted.class)))
    @APIResponse(responseCode = "202", description = "Its runs will be looked at; the schedule says what came of them")
    @APIResponse(responseCode = "400", description = "It needs an object, or there is none under the key")
    @APIResponse(responseCode = "404", description = "No such schedule")
    public Response fire(
            String schedule, @Nullable InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) {
        RunSchedule fired = views.get(schedule);
        caller.mustOwn("schedule " + schedule, fired.handling());
        FireSchedule command = new FireSchedule(
                schedule,
                clock.instant(),
                key == null ? UUID.randomUUID().toString() : key,
                caller.name(),
                object(fired.spec(), wanted(body == null ? new byte[0] : Bodies.read(body))));
        commands.publish(command);
        List<String> runs = fired.on(command).runs().stream().map(Firing::runId).toList();
        return Response.accepted(new Fired(runs)).build();
    }

    private @Nullable StoredObject object(ScheduleSpec spec, Wanted wanted) {
        String key = wanted.object();
        if (key == null) {
            if (spec.needsObject()) {
                throw Refused.badRequest(
                        "the schedule's runs need an object; say which, for example {\"object\":\"checkpoints/a.th\"}");
            }
            return null;
        }
        if (!Keys.isCheckpoint(key) && !Keys.mayBeReferredTo(key)) {
            throw Refused.badRequest("object: %s is neither under %s nor an upload's nor a run's result's key"
                    .formatted(key, Keys.CHECKPOINTS));
        }
        String etag =
                store.etag(key).orElseThrow(() -> Refused.badRequest("object: there is none under the key " + key));
        return new StoredObject(key, etag);
    }

    private static Wanted wanted(byte[] body) {
        try {
            Wanted wanted = body.length == 0 ? null : JSON.readValue(body, Wanted.class);
            return wanted == null ? new Wanted(null) : wanted;
        } catch (JsonProcessingException e) {
            throw Refused.badRequest("the body is not {\"object\": KEY}: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Refused.badRequest("the body is not JSON: " + e.getMessage());
        }
    }
}
