package io.apoptosis.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes the audit log: the category {@code apoptosis.audit}, which application.properties sends to a place of its own. */
@ApplicationScoped
public class Audit {
    private static final Logger LOG = Logger.getLogger("apoptosis.audit");
    private static final int LONGEST_PATH = 200;

    private final Clock clock = Clock.systemUTC();

    /** @param status of the answer */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            Instant time,
            String who,
            String what,
            @Nullable String run,
            @Nullable String schedule,
            int status,
            String result) {}

    /** A command that was carried out, or refused for what it asks. */
    void command(String who, String what, @Nullable String run, @Nullable String schedule, int status) {
        write(who, what, run, schedule, status, status < 400 ? "accepted" : "refused");
    }

    /** A run that a schedule asked for in its owner's name. */
    public void fired(Firing firing, boolean accepted) {
        command(firing.handling().owner(), "scheduled", firing.runId(), firing.name(), accepted ? 202 : 400);
    }

    /** A request that its sender has no right to. */
    public void denied(String who, String method, String path, int status) {
        write(
                who,
                method + " " + path.substring(0, Math.min(LONGEST_PATH, path.length())),
                null,
                null,
                status,
                "denied");
    }

    private void write(
            String who, String what, @Nullable String run, @Nullable String schedule, int status, String result) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Entry entry = new Entry(now, who, what, run, schedule, status, result);
        LOG.info(new String(MessageJson.write(entry), StandardCharsets.UTF_8));
    }
}
