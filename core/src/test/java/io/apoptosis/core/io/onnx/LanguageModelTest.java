package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Progress;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Curvature;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.repair.LeastSquares;
import io.apoptosis.core.repair.Reach;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.Evaluator;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.core.train.TrainingState;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network that reads token ids goes the whole way of one that reads images. */
class LanguageModelTest {
    private static final DjlEngine ENGINE = new DjlEngine();
    private static final Network DENSE = OnnxReader.read(Fixtures.bytes("language"));
    private static final Drawn SAMPLES = new Drawn(DENSE, 12);

    /** All but that of batch norms, which it has none of, and that which would fold gates into the table that is read twice. */
    static Stream<String> criteria() {
        return Criterion.NAMES.stream().filter(name -> !name.equals("bn-scale") && !name.equals("apoptosis"));
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void itIsPrunedByEveryCriterion(String name) throws Exception {
        requireSame(pruned(Criterion.named(name, CriterionOptions.DEFAULT)).network());
    }

    @Test
    void itIsPrunedByTermsOfHigherOrder() throws Exception {
        Expansion third = new Expansion(Method.DUAL, Terms.SECOND, 3, false);
        CriterionOptions options = new CriterionOptions(third, Curvature.LOSS, 0.02, Saving.PARAMETERS);

        requireSame(pruned(Criterion.named("oba", options)).network());
    }

    @Test
    void aTableThatIsReadTwiceTakesNoGates() {
        assertThatThrownBy(() -> pruned(Criterion.named("apoptosis", CriterionOptions.DEFAULT)))
                .hasMessageContaining(
                        "the weight wte.weight is shared with layer wte, so gates can't be folded into it");
    }

    @Test
    void itIsRepairedAndFineTuned() {
        Pruned pruned = pruned(Criterion.named("weight", CriterionOptions.DEFAULT));
        Network repaired = new LeastSquares(ENGINE, SAMPLES, SAMPLES.size(), 1e-2, Reach.ALL)
                .repair(DENSE, pruned.network(), pruned.survivors(), Progress.NONE);
        FineTuning tuning = new FineTuning(4, 0.01, 0.9, 0, RateSchedule.steps(), Set.of("crop", "flip"), 1);
        TrainingState state = TrainingState.start(repaired);
        for (int epoch = 0; epoch < 5; epoch++) {
            state = FineTuner.epoch(ENGINE, state, SAMPLES, tuning, Progress.NONE);
        }

        assertThat(repaired.weight("h.0.down.weight"))
                .isNotEqualTo(pruned.network().weight("h.0.down.weight"));
        assertThat(repaired.weight("wte.weight")).isEqualTo(pruned.network().weight("wte.weight"));
        assertThat(loss(state.network())).isLessThan(loss(repaired));
        assertThat(state.network().weight("wte.weight")).isNotEqualTo(repaired.weight("wte.weight"));
    }

    private static double loss(Network network) {
        return Evaluator.evaluate(ENGINE, network, SAMPLES, 5, Progress.NONE).loss();
    }

    private static Pruned pruned(Criterion criterion) {
        Calibration calibration = new Calibration(
                ENGINE, DENSE, SAMPLES, 4, 0, 3, Normalization.RUNNING, DType.FLOAT32, 1, Progress.NONE);
        Pruning pruning =
                new Pruning(Measure.PARAMETERS, 0.7, 0.8, 1, Set.of(), Reduction.MEAN, ScoreNormalization.MAX);
        return Pruner.prune(DENSE, DENSE, criterion.scores(DENSE, criterion.observe(calibration)), pruning);
    }

    private static void requireSame(Network network) throws Exception {
        HostTensor ids = Fixtures.images(network, 3);
        HostTensor ours = Logits.ours(network, ids);

        assertThat(Logits.onnxRuntime(OnnxModel.write(network), ids).floats())
                .containsExactly(ours.floats(), within(1e-4f));
        assertThat(network.weight("wte.weight").shape().dim(0)).isEqualTo(30);
    }
}
