package io.apoptosis.gateway.runs;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
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

/** All runs' changes as server-sent events. */
@Path("/api/v1/events")
@Tag(name = "runs")
public class ListEventsResource {
    private final RunViews views;
    private final RunFeed feed;

    ListEventsResource(RunViews views, RunFeed feed) {
        this.views = views;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchRuns",
            summary = "Watch all runs",
            description =
                    "Event `run`, data = a run's summary: one for each run now, newest first, then one per change; who reads"
                            + " slowly is given the newest of each run only.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = Examples.EVENT))
    @Blocking
    public Multi<OutboundSseEvent> watch(@Context Sse sse) {
        Multi<OutboundSseEvent> changes = Multi.createFrom()
                .<Pending>emitter(this::follow, BackPressureStrategy.LATEST)
                .onItem()
                .transformToIterable(Pending::take)
                .map(summary -> SseEvents.of(sse, "run", summary.version(), summary));
        return Multi.createBy().merging().streams(changes, SseEvents.heartbeats(sse));
    }

    /** Listens before it looks, so that no change falls in between; who reads keeps the newest version of each. */
    private void follow(MultiEmitter<? super Pending> emitter) {
        Pending pending = new Pending();
        emitter.onTermination(feed.listen(view -> {
            pending.put(RunSummary.of(view));
            emitter.emit(pending);
        }));
        views.all().forEach(view -> pending.put(RunSummary.of(view)));
        emitter.emit(pending);
    }
}
