package io.apoptosis.pipeline.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling.Priority;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(new AdmissionPolicy(2, 3, 4), List.of());

    @Test
    void anOwnerHasNoMoreRunsGoingThanTheQuota() {
        waiting("a1", "ada", Priority.NORMAL);
        waiting("a2", "ada", Priority.NORMAL);
        waiting("a3", "ada", Priority.HIGH);
        waiting("b1", "bob", Priority.LOW);

        assertThat(started()).containsExactly("a3", "a1", "b1");
        assertThat(started()).isEmpty();
    }

    @Test
    void whoeverLeavesMakesRoom() {
        waiting("a1", "ada", Priority.NORMAL);
        waiting("a2", "ada", Priority.NORMAL);
        waiting("a3", "ada", Priority.NORMAL);
        assertThat(started()).containsExactly("a1", "a2");

        out("a1");

        assertThat(started()).containsExactly("a3");
    }

    @Test
    void allTogetherHaveNoMoreThanTheTotal() {
        for (int run = 1; run <= 5; run++) {
            waiting("r" + run, "owner" + run, Priority.NORMAL);
        }

        assertThat(started()).containsExactly("r1", "r2", "r3");
    }

    @Test
    void theUrgentGoFirstButNobodyStarves() {
        Admission narrow = new Admission(new AdmissionPolicy(1, 1, 4), List.of());
        narrow.hear(word("low", "ada", Priority.LOW));
        List<String> order = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            narrow.hear(word("high-" + run, "bob", Priority.HIGH));
            order.add(narrow.start().get(0).runId());
            narrow.hear(new RunStanding(order.get(run), 9, "any", Priority.HIGH, Phase.OUT, 0));
        }

        assertThat(order).containsExactly("high-0", "high-1", "high-2", "high-3", "low", "high-4");
    }

    @Test
    void aWordToldTwiceOrTooLateChangesNothing() {
        RunStanding first = word("a1", "ada", Priority.NORMAL);
        admission.hear(first);
        admission.hear(first);
        assertThat(started()).containsExactly("a1");

        admission.hear(new RunStanding("a1", 7, "ada", Priority.NORMAL, Phase.ACTIVE, 0));
        admission.hear(first);
        assertThat(started()).isEmpty();
    }

    @Test
    void aRunThatStillWaitsThoughItWasLetInKeepsItsPlace() {
        waiting("a1", "ada", Priority.NORMAL);
        started();

        assertThat(admission.hear(word("a1", "ada", Priority.NORMAL)))
                .hasValueSatisfying(place -> assertThat(place.active()).isTrue());
    }

    @Test
    void aRunThatWaitsAnewGoesToTheEnd() {
        Admission narrow = new Admission(new AdmissionPolicy(1, 1, 4), List.of());
        narrow.hear(word("a1", "ada", Priority.NORMAL));
        narrow.start();
        narrow.hear(word("b1", "bob", Priority.NORMAL));
        narrow.hear(new RunStanding("a1", 5, "ada", Priority.NORMAL, Phase.WAITING, 5));

        assertThat(narrow.start()).extracting(Place::runId).containsExactly("b1");
    }

    @Test
    void whatIsKnownFromBeforeCounts() {
        waiting("a1", "ada", Priority.NORMAL);
        waiting("a2", "ada", Priority.NORMAL);
        List<Place> known = admission.start();
        Admission after = new Admission(new AdmissionPolicy(2, 3, 4), known);

        after.hear(word("a3", "ada", Priority.NORMAL));

        assertThat(after.start()).isEmpty();
    }

    private void waiting(String run, String owner, Priority priority) {
        admission.hear(word(run, owner, priority));
    }

    private void out(String run) {
        admission.hear(new RunStanding(run, 9, "any", Priority.NORMAL, Phase.OUT, 0));
    }

    private List<String> started() {
        return admission.start().stream().map(Place::runId).toList();
    }

    private static RunStanding word(String run, String owner, Priority priority) {
        return new RunStanding(run, 1, owner, priority, Phase.WAITING, 1);
    }
}
