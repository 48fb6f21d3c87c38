package io.apoptosis.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void theDenseNetworkIsStepZero() {
        assertThat(Points.of(Views.scoring("run")))
                .containsExactly(
                        new Point("accuracy", 0, 0.9),
                        new Point("loss", 0, 0.3),
                        new Point("macs", 0, 1000),
                        new Point("macs_ratio", 0, 1),
                        new Point("parameters", 0, 100),
                        new Point("parameters_ratio", 0, 1));
    }

    @Test
    void aStepsAccuracyWaitsForItsLastEpoch() {
        List<Point> points = Points.of(Views.tuning("run"));

        assertThat(points)
                .contains(new Point("accuracy", 1, 0.7), new Point("accuracy_after_pruning", 2, 0.5))
                .contains(new Point("macs_ratio", 2, 0.6), new Point("finetune/accuracy", 1, 0.75))
                .extracting(Point::place)
                .doesNotContain(new Point.Place("accuracy", 2));
    }

    /** What was sent once stays true, so that nothing has two values. */
    @Test
    void laterViewsOnlyAdd() {
        assertThat(Points.of(Views.tuning("run"))).containsAll(Points.of(Views.scoring("run")));
        assertThat(Points.of(Views.completed("run", Map.of())))
                .containsAll(Points.of(Views.tuning("run")))
                .contains(new Point("accuracy", 2, 0.79), new Point("finetune/train_loss", 2, 0.8))
                .extracting(Point::place)
                .doesNotHaveDuplicates();
    }
}
