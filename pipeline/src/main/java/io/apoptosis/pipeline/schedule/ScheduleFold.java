package io.apoptosis.pipeline.schedule;

import io.apoptosis.pipeline.message.ScheduleMessage.DeleteSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.FireSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.ScheduleMessage.Named;
import io.apoptosis.pipeline.message.ScheduleMessage.PauseSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.ResumeSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.SaveSchedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message about one schedule makes of it. */
public final class ScheduleFold {
    private ScheduleFold() {}

    /** Empty where there is no such schedule, or no longer: a message about it may come late. */
    public static Optional<Firings> on(@Nullable RunSchedule schedule, Named message) {
        if (message instanceof SaveSchedule save) {
            return Optional.of(Firings.none(RunSchedule.of(save, schedule)));
        }
        if (schedule == null || message instanceof DeleteSchedule) {
            return Optional.empty();
        }
        if (message instanceof FireSchedule fire) {
            return Optional.of(schedule.on(fire));
        }
        return Optional.of(Firings.none(next(schedule, message)));
    }

    private static RunSchedule next(RunSchedule schedule, Named message) {
        if (message instanceof PauseSchedule pause) {
            return schedule.paused(pause.at());
        }
        if (message instanceof ResumeSchedule resume) {
            return schedule.resumed(resume.at());
        }
        return message instanceof FiringConcluded concluded ? schedule.on(concluded) : schedule;
    }
}
