package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalThresholdTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 4);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.98})
    void removesTheShareAskedFor(double sparsity) {
        Masks masks = GlobalThreshold.masks(DENSE, scores(DENSE), sparsity);
        assertThat(masks.sparsity()).isCloseTo(sparsity, Offset.offset(1e-5));
        Network sparse = masks.apply(DENSE);
        long zeros = masks.kept().keySet().stream()
                .flatMapToDouble(name -> Arrays.stream(sparse.weight(name).doubles()))
                .filter(w -> w == 0)
                .count();
        long all = masks.kept().values().stream().mapToLong(HostTensor::size).sum();
        assertThat(zeros).isEqualTo(Math.round(sparsity * all));
    }

    @Test
    void whatStaysHasScoresNoLowerThanWhatGoes() {
        WeightScores scores = scores(DENSE);
        Masks masks = GlobalThreshold.masks(DENSE, scores, 0.7);
        double highestGone = 0;
        double lowestKept = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, HostTensor> mask : masks.kept().entrySet()) {
            double[] ofTensor = scores.values().get(mask.getKey());
            double[] stays = mask.getValue().doubles();
            for (int i = 0; i < ofTensor.length; i++) {
                highestGone = stays[i] == 0 ? Math.max(highestGone, ofTensor[i]) : highestGone;
                lowestKept = stays[i] == 1 ? Math.min(lowestKept, ofTensor[i]) : lowestKept;
            }
        }
        assertThat(highestGone).isLessThanOrEqualTo(lowestKept);
    }

    @Test
    void whatAStageHasRemovedStaysRemoved() {
        Masks first = GlobalThreshold.masks(DENSE, scores(DENSE), 0.4);
        Network sparse = first.apply(DENSE);
        Masks second = GlobalThreshold.masks(sparse, scores(sparse), 0.6);
        second.kept().forEach((name, mask) -> {
            double[] before = first.kept().get(name).doubles();
            double[] after = mask.doubles();
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i]).as(name).isLessThanOrEqualTo(before[i]);
            }
        });
        assertThat(second.sparsity()).isCloseTo(0.6, Offset.offset(1e-5));
    }

    @Test
    void leavesNormsAndBiasesAlone() {
        assertThat(GlobalThreshold.masks(DENSE, scores(DENSE), 0.9).kept().keySet())
                .contains("conv1.weight", "linear.weight")
                .noneMatch(name -> name.contains("bn") || name.endsWith("bias"));
    }

    private static WeightScores scores(Network network) {
        Map<String, HostTensor> squares = new LinkedHashMap<>();
        network.graph()
                .trainable()
                .forEach(name -> squares.put(name, network.weight(name).map(w -> w * w)));
        return WeightScores.of(network, squares, SparseWeights.of(network), ScoreNormalization.MAX, true);
    }
}
