package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArithmeticTest {
    private static final List<Arithmetic> ALL = List.of(new Add(), new Sub(), new Mul(), new Div());

    @TestFactory
    Stream<DynamicTest> lawsHoldForTwoActivations() {
        return each(
                it -> OperatorLaws.of(it).input(2, 3, 4, 4).input(2, 3, 4, 4).hold());
    }

    @TestFactory
    Stream<DynamicTest> lawsHoldWhereOneIsRepeated() {
        return each(it -> {
            OperatorLaws.of(it).input(2, 3, 4, 4).input(2, 3, 1, 1).hold();
            OperatorLaws.of(it).input(2, 3, 1, 1).input(2, 1, 4, 4).hold();
        });
    }

    @TestFactory
    Stream<DynamicTest> lawsHoldForATrainedAndForAFixedParameter() {
        return each(it -> {
            OperatorLaws.of(it)
                    .input(2, 3, 4, 4)
                    .parameter(Arithmetic.TRAINED, 3, 1, 1)
                    .hold();
            OperatorLaws.of(it).input(2, 3, 4).parameter(Arithmetic.FIXED, 4).hold();
        });
    }

    @Test
    void refusesExtentsThatDiffer() {
        Shapes two = new Shapes(List.of(Shape.of(1, 3, 5, 5), Shape.of(1, 4, 5, 5)), Map.of());
        assertThatThrownBy(() -> new Mul().shape(two))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessageContaining("1x4x5x5");
        Shapes parameter = new Shapes(List.of(Shape.of(1, 3, 5)), Map.of(Arithmetic.FIXED, Shape.of(1, 1, 1, 1)));
        assertThatThrownBy(() -> new Mul().shape(parameter)).isInstanceOf(ShapeMismatch.class);
    }

    private static Stream<DynamicTest> each(Consumer<Arithmetic> law) {
        return ALL.stream().map(it -> DynamicTest.dynamicTest(it.onnxName(), () -> law.accept(it)));
    }
}
