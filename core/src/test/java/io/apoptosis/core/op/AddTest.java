package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Add()).input(2, 3, 4, 4).input(2, 3, 4, 4).hold();
    }

    @Test
    void refusesOperandsOfDifferentShapes() {
        Shapes shapes = new Shapes(List.of(Shape.of(1, 3, 4, 4), Shape.of(1, 4, 4, 4)), Map.of());
        assertThatThrownBy(() -> new Add().shape(shapes))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessageContaining("1x3x4x4");
    }
}
