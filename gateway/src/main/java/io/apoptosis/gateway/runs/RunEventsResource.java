package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.run.RunView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run's changes as server-sent events. */
@Path("/api/v1/runs/{id}/events")
@Tag(name = "runs")
public class RunEventsResource {
    /** Proxies drop connections that are silent for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final RunViews views;
    private final RunUpdates updates;

    RunEventsResource(RunViews views, RunUpdates updates) {
        this.views = views;
        this.updates = updates;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Watch a run",
            description =
                    "Event `run`, id = version, data = the run: one now, one per change, closed after a final state. Comments keep the"
                            + " connection alive.")
    @APIResponse(responseCode = "404", description = "No such run")
    @Blocking
    public Multi<OutboundSseEvent> watch(String id, @Context Sse sse) {
        views.get(id);
        OutboundSseEvent end = comment(sse, "end");
        OutboundSseEvent alive = comment(sse, "alive");
        Multi<OutboundSseEvent> changes =
                updates.of(id).map(view -> event(sse, view)).onCompletion().continueWith(end);
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> alive);
        return Multi.createBy().merging().streams(changes, heartbeats).select().first(event -> event != end);
    }

    private static OutboundSseEvent comment(Sse sse, String text) {
        return sse.newEventBuilder().comment(text).build();
    }

    private static OutboundSseEvent event(Sse sse, RunView view) {
        return sse.newEventBuilder()
                .name("run")
                .id(Long.toString(view.version()))
                .data(new String(MessageJson.write(view), StandardCharsets.UTF_8))
                .build();
    }
}
