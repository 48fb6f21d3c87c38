package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhasesTest {
    @Test
    void shouldCountThePartsOfATaskThrough() {
        List<String> said = new ArrayList<>();
        Phases phases = new Phases((done, total, unit) -> said.add(done + "/" + total + " " + unit), 5);
        Progress first = phases.next(3);
        Progress second = phases.next(2);
        first.advance(3, 3, "batches");
        second.advance(1, 2, "batches");
        assertThat(said).containsExactly("3/5 batches", "4/5 batches");
    }

    @Test
    void shouldCountTheLastSmallerBatch() {
        assertThat(Phases.batches(100, 50)).isEqualTo(2);
        assertThat(Phases.batches(101, 50)).isEqualTo(3);
    }
}
