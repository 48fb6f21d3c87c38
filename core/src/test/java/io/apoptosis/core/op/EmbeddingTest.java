package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    /** Seven ids out of five: some row is read more than once, and its gradient is a sum. */
    @Test
    void lawsHold() {
        OperatorLaws.of(new Embedding()).ids(5, 7).parameter("weight", 5, 3).hold();
    }

    @Test
    void lawsHoldForSequences() {
        OperatorLaws.of(new Embedding()).ids(4, 2, 3).parameter("weight", 4, 5).hold();
    }

    @Test
    void aTableHasRowsAndColumns() {
        Shapes shapes = new Shapes(List.of(Shape.of(1, 3)), Map.of("weight", Shape.of(4, 5, 6)));

        assertThatThrownBy(() -> new Embedding().shape(shapes))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessageContaining("4x5x6, which is no table");
    }
}
