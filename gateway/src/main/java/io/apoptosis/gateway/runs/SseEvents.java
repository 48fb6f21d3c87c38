package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.message.MessageJson;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Server-sent events as both streams send them. */
final class SseEvents {
    /** Proxies drop connections that are silent for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private SseEvents() {}

    static OutboundSseEvent of(Sse sse, String name, long id, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .id(Long.toString(id))
                .data(new String(MessageJson.write(data), StandardCharsets.UTF_8))
                .build();
    }

    static OutboundSseEvent comment(Sse sse, String text) {
        return sse.newEventBuilder().comment(text).build();
    }

    static Multi<OutboundSseEvent> heartbeats(Sse sse) {
        OutboundSseEvent alive = comment(sse, "alive");
        return Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> alive);
    }
}
