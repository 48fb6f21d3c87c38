package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SparsityScheduleTest {

    @Test
    void keepsTheSameShareAtEveryStage() {
        SparsitySchedule schedule = new SparsitySchedule(0.9, 50);
        double share = 1 - schedule.after(1);
        for (int stage = 2; stage <= 50; stage++) {
            double left = (1 - schedule.after(stage)) / (1 - schedule.after(stage - 1));
            assertThat(left).isCloseTo(share, Offset.offset(1e-12));
        }
        assertThat(schedule.after(50)).isEqualTo(0.9);
    }

    @Test
    void refusesWhatIsNoSparsity() {
        assertThatThrownBy(() -> new SparsitySchedule(1, 5)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new SparsitySchedule(0.5, 0)).hasMessageContaining("at least one stage");
    }
}
