package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.schedule.LastFiring;
import io.apoptosis.pipeline.schedule.LastFiring.Outcome;
import io.apoptosis.pipeline.schedule.LastFiring.State;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schedules as people read them. */
public final class ScheduleTable {
    private ScheduleTable() {}

    /** One a line. */
    public static String of(List<RunSchedule> schedules) {
        TextTable table = TextTable.header("schedule", "trigger", "state", "next", "last", "runs");
        for (RunSchedule schedule : schedules) {
            LastFiring last = schedule.last();
            table.row(
                    schedule.name(),
                    trigger(schedule.spec().trigger()),
                    schedule.paused() ? "paused" : "active",
                    time(schedule.next()),
                    time(last == null ? null : last.at()),
                    last == null ? "" : outcomes(last));
        }
        return table.render();
    }

    /** One, with all reasons. */
    public static String one(RunSchedule schedule) {
        StringBuilder text = new StringBuilder(of(List.of(schedule)));
        LastFiring last = schedule.last();
        if (last != null) {
            text.append("last fired by ").append(last.cause()).append('\n');
            last.runs().forEach(run -> text.append(line(run)));
        }
        return text.toString();
    }

    /** Whether one of the last firing's runs could not be run. */
    public static boolean refused(RunSchedule schedule) {
        LastFiring last = schedule.last();
        return last != null && last.runs().stream().anyMatch(run -> run.state() == State.REFUSED);
    }

    private static String trigger(Trigger trigger) {
        return Stream.of(trigger.object(), trigger.source(), trigger.type(), trigger.cron())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static String outcomes(LastFiring last) {
        return last.runs().stream().map(ScheduleTable::word).distinct().collect(Collectors.joining(", "));
    }

    private static String line(Outcome run) {
        String problem = run.problem();
        return "  run %s: %s%s%n".formatted(run.runId(), word(run), problem == null ? "" : ": " + problem);
    }

    private static String word(Outcome run) {
        return run.state().name().toLowerCase(Locale.ROOT);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
