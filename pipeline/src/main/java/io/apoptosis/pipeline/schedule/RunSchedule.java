package io.apoptosis.pipeline.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.ScheduleMessage.FireSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.ScheduleMessage.SaveSchedule;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule and where it stands: its state, and what people see of it. Its methods are what may happen to it; time is what they are
 * told.
 *
 * @param handling how its runs are treated; the owner is the schedule's
 * @param next when the cron expression fires next; null where there is none, or while paused
 * @param waiting arrived, and waits for that time
 * @param last the last firing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSchedule(
        ScheduleSpec spec,
        Handling handling,
        boolean paused,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant next,
        @Nullable Arrival waiting,
        @Nullable LastFiring last) {

    public RunSchedule {
        requireNonNull(spec, "spec");
        requireNonNull(handling, "handling");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(updatedAt, "updatedAt");
    }

    /** New, or in place of the one there is, whose past and pause it keeps. */
    public static RunSchedule of(SaveSchedule saved, @Nullable RunSchedule before) {
        boolean paused = before != null && before.paused;
        return new RunSchedule(
                        saved.spec(),
                        saved.handling(),
                        paused,
                        before == null ? saved.at() : before.createdAt,
                        saved.at(),
                        null,
                        null,
                        before == null ? null : before.last)
                .switched(paused, saved.at());
    }

    public String name() {
        return spec.name();
    }

    public RunSchedule paused(Instant at) {
        return switched(true, at);
    }

    /** Times that have passed meanwhile are gone. */
    public RunSchedule resumed(Instant at) {
        return switched(false, at);
    }

    /** Something has arrived: a firing where it is what the trigger waits for, later where a cron expression says when. */
    public Firings on(Arrival arrival) {
        if (!waitsFor(arrival)) {
            return Firings.none(this);
        }
        if (spec.trigger().cron() != null) {
            return Firings.none(standing(next, arrival));
        }
        return Firings.of(this, arrival.at(), Cause.of(arrival));
    }

    /**
     * Time has passed. However many times of the cron expression have gone by, as after the cluster was down, it fires once; and not at
     * all where its trigger waits for events as well and none has come.
     */
    public Firings tick(Instant now) {
        if (next == null || now.isBefore(next)) {
            return Firings.none(this);
        }
        RunSchedule gone = standing(spec.trigger().after(now).orElse(null), null);
        if (!spec.trigger().byEvent()) {
            return Firings.of(gone, now, Cause.of(next));
        }
        return waiting == null ? Firings.none(gone) : Firings.of(gone, now, Cause.of(waiting));
    }

    /** Somebody wants it now, whatever the trigger says and paused or not. */
    public Firings on(FireSchedule command) {
        return Firings.of(this, command.at(), Cause.of(command));
    }

    /** What has become of a run of the last firing; earlier ones are no longer told of. */
    public RunSchedule on(FiringConcluded concluded) {
        return last == null ? this : fired(last.on(concluded));
    }

    /** Whether it would make something of it. */
    public boolean waitsFor(Arrival arrival) {
        Trigger trigger = spec.trigger();
        StoredObject object = arrival.object();
        return !paused
                && trigger.byEvent()
                && holds(trigger.object(), object == null ? null : object.key())
                && holds(trigger.source(), arrival.source())
                && holds(trigger.type(), arrival.type());
    }

    RunSchedule fired(LastFiring firing) {
        return new RunSchedule(spec, handling, paused, createdAt, updatedAt, next, waiting, firing);
    }

    private RunSchedule switched(boolean toPaused, Instant at) {
        Instant then = toPaused ? null : spec.trigger().after(at).orElse(null);
        return new RunSchedule(spec, handling, toPaused, createdAt, at, then, waiting, last);
    }

    private RunSchedule standing(@Nullable Instant newNext, @Nullable Arrival newWaiting) {
        return new RunSchedule(spec, handling, paused, createdAt, updatedAt, newNext, newWaiting, last);
    }

    private static boolean holds(@Nullable String pattern, @Nullable String text) {
        return pattern == null || (text != null && Glob.matches(pattern, text));
    }
}
