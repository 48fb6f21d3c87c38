package io.apoptosis.pipeline.schedule;

import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.schedule.LastFiring.Outcome;
import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a schedule makes of a message or of time: its next state, and the runs to be submitted. */
public record Firings(RunSchedule next, List<Firing> runs) {
    public Firings {
        runs = List.copyOf(runs);
    }

    static Firings none(RunSchedule next) {
        return new Firings(next, List.of());
    }

    static Firings of(RunSchedule schedule, Instant at, Cause cause) {
        List<Firing> firings = new ArrayList<>();
        for (RunSpec run : schedule.spec().runs()) {
            String id = cause.runId(schedule.name(), firings.size());
            firings.add(new Firing(schedule.name(), at, id, run, schedule.handling(), cause.object()));
        }
        List<Outcome> pending =
                firings.stream().map(firing -> Outcome.pending(firing.runId())).toList();
        return new Firings(schedule.fired(new LastFiring(at, cause.words(), cause.object(), pending)), firings);
    }
}
