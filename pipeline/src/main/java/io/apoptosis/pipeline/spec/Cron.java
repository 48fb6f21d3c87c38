package io.apoptosis.pipeline.spec;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a crontab's line fires, by the clock of a time zone. */
public final class Cron {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    private Cron(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * @param expression minute, hour, day of the month, month, day of the week
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Cron of(String expression, ZoneId zone) {
        return new Cron(ExecutionTime.forCron(PARSER.parse(expression).validate()), zone);
    }

    /** The first time later than that; empty where there is none, as for a 30th of February. */
    public Optional<Instant> after(Instant time) {
        return times.nextExecution(time.atZone(zone)).map(ZonedDateTime::toInstant);
    }
}
