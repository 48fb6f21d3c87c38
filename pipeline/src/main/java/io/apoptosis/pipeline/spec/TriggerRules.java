package io.apoptosis.pipeline.spec;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** What a schema can't say of a trigger. */
final class TriggerRules {
    private static final String CRON = "$.trigger.cron";
    private static final String ZONE = "$.trigger.timeZone";

    private TriggerRules() {}

    static List<Problem> problems(Trigger trigger) {
        if (trigger.cron() == null) {
            return trigger.timeZone() == null
                    ? List.of()
                    : List.of(new Problem(ZONE, "means something beside `cron` only; give one or leave it out"));
        }
        try {
            return cron(Cron.of(trigger.cron(), trigger.zone()));
        } catch (DateTimeException e) {
            return List.of(new Problem(
                    ZONE, "there is no time zone \"%s\"; a name is like Europe/Berlin".formatted(trigger.timeZone())));
        } catch (IllegalArgumentException e) {
            return List.of(new Problem(
                    CRON,
                    "%s; it is minute, hour, day of the month, month, day of the week, like 30 2 * * *"
                            .formatted(e.getMessage())));
        }
    }

    private static List<Problem> cron(Cron cron) {
        return cron.after(Instant.EPOCH).isPresent()
                ? List.of()
                : List.of(new Problem(CRON, "there is no such time, ever"));
    }
}
