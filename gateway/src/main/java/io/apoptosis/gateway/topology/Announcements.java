package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import io.apoptosis.pipeline.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What admission is told of the runs of a partition: every change, and now and then again of those that wait, so that nothing hangs on
 * one message. Nothing here has to survive: a gateway that takes the partition over tells everything anew.
 */
final class Announcements {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Consumer<RunStanding> admission;
    private final Map<String, Told> told = new HashMap<>();

    Announcements(Consumer<RunStanding> admission) {
        this.admission = admission;
    }

    void changed(RunState state, Instant now) {
        RunStanding standing = state.standing();
        Told before = told.get(standing.runId());
        if (before == null || !before.says(standing)) {
            tell(standing, now);
        }
    }

    void repeat(@Nullable RunState state, Instant now) {
        if (state == null) {
            return;
        }
        RunStanding standing = state.standing();
        Told before = told.get(standing.runId());
        boolean waits = standing.phase() == Phase.WAITING;
        if (before == null || (waits && !now.isBefore(before.at().plus(AGAIN)))) {
            tell(standing, now);
        }
    }

    private void tell(RunStanding standing, Instant now) {
        admission.accept(standing);
        if (standing.phase() == Phase.OUT) {
            told.remove(standing.runId());
        } else {
            told.put(standing.runId(), new Told(standing, now));
        }
    }

    private record Told(RunStanding standing, Instant at) {
        boolean says(RunStanding other) {
            return standing.phase() == other.phase() && standing.ticket() == other.ticket();
        }
    }
}
