package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.importance.CalibrationFixture;
import io.apoptosis.core.laws.AxesAreSums;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AxisGradientTest {
    private static final int[] LABELS = {1, 0, 1};

    @ParameterizedTest
    @CsvSource({
        "resnet20, FIRST, RUNNING",
        "resnet20, FIRST_AND_SECOND, RUNNING",
        "resnet20, SECOND, RUNNING",
        "resnet20, SECOND, BATCH",
        "resnet20-b, SECOND, RUNNING",
        "vgg19_cifar, SECOND, RUNNING",
        "vit_fashion, SECOND, RUNNING",
        "vit_postnorm_cifar, FIRST, RUNNING"
    })
    void sumsAlongAxesAreThoseOfTheElements(String name, Terms terms, Normalization normalization) {
        Network network = RandomNetworks.of(Architectures.named(name, 2), 7);
        AxesAreSums.hold(network, RandomNetworks.input(network, LABELS.length, 3), LABELS, terms, normalization);
    }

    /** A kernel's rows are no channels: its weights' gradient is taken after all. */
    @ParameterizedTest
    @EnumSource(Terms.class)
    void anyAxisCanBeAskedFor(Terms terms) {
        Network network = CalibrationFixture.network();
        HostTensor images = RandomNetworks.input(network, LABELS.length, 3);
        AxisRef rows = AxisRef.parameter("conv2.weight", 2);
        AxisRef inputs = AxisRef.parameter("conv2.weight", 1);
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            var weights = Resident.weights(network, scope);
            Map<String, HostTensor> both = new AxisGradient(network, terms, Normalization.RUNNING, Set.of(rows, inputs))
                    .of(scope.child(), weights, images, LABELS);
            Map<String, HostTensor> one = new AxisGradient(network, terms, Normalization.RUNNING, Set.of(inputs))
                    .of(scope.child(), weights, images, LABELS);
            double[] expected = one.get(inputs.toString()).doubles();
            assertThat(both.get(inputs.toString()).doubles()).hasSameSizeAs(expected);
            assertThat(total(both.get(rows.toString()))).isNotZero();
            assertThat(total(both.get(rows.toString())) / total(one.get(inputs.toString())))
                    .isBetween(1 - 1e-9, 1 + 1e-9);
        }
    }

    @Test
    void nothingIsComputedThatWasNotAskedFor() {
        Network network = CalibrationFixture.network();
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            assertThat(new AxisGradient(network, Terms.SECOND, Normalization.RUNNING, Set.of())
                            .of(scope, Resident.weights(network, scope), RandomNetworks.input(network, 3, 3), LABELS))
                    .isEmpty();
        }
    }

    private static double total(HostTensor tensor) {
        double total = 0;
        for (double value : tensor.doubles()) {
            total += value;
        }
        return total;
    }
}
