package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.systemtests.WorkerLog.Begun;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerLogTest {
    @Test
    void tellsWhatWasDoneFromWhatWasLeft() {
        assertThat(WorkerLog.of(
                        "scorer-1",
                        List.of(
                                "2026-11-26 INFO  [i.a.w.TaskRunner] (work) step-1/score/0 of run r1, attempt 1",
                                "2026-11-26 INFO  [i.a.w.TaskRunner] (work) step-1/score/0 of run r1 done in 0.8 s",
                                "2026-11-26 INFO  [i.a.w.TaskRunner] (work) step-1/score/1 of run r1, attempt 2",
                                "2026-11-26 INFO  [i.a.w.TaskRunner] (work) step-1/score/1 of run r1 stopped: no longer this worker's",
                                "2026-11-26 INFO  [io.quarkus] (main) apoptosis-scorer-worker stopped in 0.1s",
                                "2026-11-26 INFO  [i.a.w.TaskRunner] (work) step-1/score/0 of run r2, attempt 1")))
                .containsExactly(
                        new Begun("scorer-1", "r1/step-1/score/0", 1, true),
                        new Begun("scorer-1", "r1/step-1/score/1", 2, false),
                        new Begun("scorer-1", "r2/step-1/score/0", 1, false));
    }
}
