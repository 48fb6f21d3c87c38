package io.apoptosis.pipeline.schedule;

import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.ScheduleMessage.FireSchedule;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a schedule fires.
 *
 * @param identity the same cause has the same, however often it is told
 * @param words for people
 */
record Cause(String identity, String words, @Nullable StoredObject object) {
    private static final int DIGITS = 16;

    /** The same content is the same cause: to prune it again would give the same network. */
    static Cause of(Arrival arrival) {
        StoredObject object = arrival.object();
        if (object == null) {
            return new Cause("event\n" + arrival.messageId(), "event " + arrival.type(), null);
        }
        String mark = Objects.requireNonNullElseGet(object.etag(), () -> object.key() + "\n" + arrival.messageId());
        return new Cause("object\n" + mark, "object " + object.key(), object);
    }

    static Cause of(Instant time) {
        return new Cause("time\n" + time, "time " + time, null);
    }

    static Cause of(FireSchedule command) {
        return new Cause("command\n" + command.key(), "asked for by " + command.by(), command.object());
    }

    /** Of the run that is submitted: two gateways, or one twice, come to the same. */
    String runId(String schedule, int run) {
        String digest = Sha256.of((schedule + "\n" + identity + "\n" + run).getBytes(StandardCharsets.UTF_8));
        return schedule + "-" + digest.substring(0, DIGITS);
    }
}
