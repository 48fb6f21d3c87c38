package io.apoptosis.gateway.runs;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A run's changes as server-sent events. */
@Path("/api/v1/runs/{id}/events")
@Tag(name = "runs")
public class RunEventsResource {
    private final RunViews views;
    private final RunUpdates updates;

    RunEventsResource(RunViews views, RunUpdates updates) {
        this.views = views;
        this.updates = updates;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchRun",
            summary = "Watch a run",
            description =
                    "Event `run`, id = version, data = the run: one now, one per change, closed after a final state. With"
                            + " Last-Event-ID only what is newer. Comments keep the connection alive.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = Examples.EVENT))
    @APIResponse(responseCode = "404", description = "No such run")
    @Blocking
    public Multi<OutboundSseEvent> watch(
            String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context Sse sse) {
        views.get(id);
        OutboundSseEvent end = SseEvents.comment(sse, "end");
        Multi<OutboundSseEvent> changes = updates.of(id, seen(lastEventId))
                .map(view -> SseEvents.of(sse, "run", view.version(), view))
                .onCompletion()
                .continueWith(end);
        return Multi.createBy()
                .merging()
                .streams(changes, SseEvents.heartbeats(sse))
                .select()
                .first(event -> event != end);
    }

    /** An id that is none of ours means that nothing was seen. */
    private static long seen(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("[0-9]{1,18}") ? Long.parseLong(lastEventId) : 0;
    }
}
