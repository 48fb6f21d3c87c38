package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a dual batch asks of the tensor engine, in units of a gradient batch: a count, so that no busy machine changes it. A step that got
 * dearer by a pass over the activations of every layer shows here before anybody measures seconds.
 */
class EngineCallsTest {
    private static final int BATCH = 2;
    /** The backward pass of a dual batch is asked for step by step, that of a gradient batch at once. */
    private static final int MOST = 5;

    @ParameterizedTest
    @CsvSource({"resnet20", "resnet32", "mobilenet_v2"})
    void shouldConvolveFourTimesAndAskForLittleElse(String name) {
        Network network = RandomNetworks.of(Architectures.named(name, 10), 7);
        Map<String, Integer> gradient =
                calls(network, new ScoreGradient(network.graph(), Terms.FIRST, Normalization.RUNNING));
        Map<String, Integer> dual = calls(
                network, new AxisGradient(network, Terms.SECOND, Normalization.RUNNING, AxisScores.axes(network)));
        // Primal and tangent, there and back, where a gradient's have three: there, back, and to the weights.
        assertThat(dual.get("conv2d")).as("convolutions").isLessThanOrEqualTo(4 * gradient.get("conv2d"));
        assertThat(total(dual))
                .as("engine calls; gradient: %s, dual: %s", gradient, dual)
                .isLessThan(MOST * total(gradient));
    }

    private static int total(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> calls(Network network, BatchMeans means) {
        Map<String, Integer> calls = new TreeMap<>();
        try (Scope root = new DjlEngine().open(DType.FLOAT32)) {
            var weights = Resident.weights(network, root);
            var images = RandomNetworks.input(network, BATCH, 3);
            int[] labels = IntStream.range(0, BATCH).toArray();
            means.of(counting(root.child(), calls), weights, images, labels);
        }
        return calls;
    }

    private static Scope counting(Scope scope, Map<String, Integer> calls) {
        return (Scope) Proxy.newProxyInstance(
                Scope.class.getClassLoader(), new Class<?>[] {Scope.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(scope, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
