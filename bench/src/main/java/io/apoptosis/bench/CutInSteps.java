package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Curvature;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.JointCut;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.prune.Revision;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.repair.RepairChoice;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@link HalfResNet}'s cut: equal steps to the target, each scored anew. What the steps leave is kept in a folder that is named by the choices
 * that it depends on; {@code choose=repair} begins only there.
 */
final class CutInSteps {
    private static final List<String> DEPENDS_ON =
            List.of("network", "criterion", "curvature", "ridge", "images", "macs", "steps", "skip", "swaps");

    /** As a share of its mean variance, as in the repair. */
    private static final double RIDGE_OF_A_READER = 1e-3;

    private final Choices choices;
    private final TensorEngine engine;
    private final Network dense;
    private final ImageSet train;

    CutInSteps(Choices choices, TensorEngine engine, Network dense, ImageSet train) {
        this.choices = choices;
        this.engine = engine;
        this.dense = dense;
        this.train = train;
    }

    /** A network, and what is left in it of the dense one's values. */
    record Left(Network network, Survivors survivors) {
        Left then(Network next, Survivors of) {
            return new Left(next, survivors.then(of));
        }
    }

    Left cut() throws IOException {
        Left left = inSteps();
        return choices.text("choose").equals("repair") ? byCostAfterRepair(left.survivors()) : left;
    }

    private Left inSteps() throws IOException {
        String key = DEPENDS_ON.stream().map(choices::text).collect(Collectors.joining("-"));
        Path folder = Path.of(choices.text("cache"), key);
        if (Files.exists(folder.resolve("survivors.safetensors"))) {
            return read(folder);
        }
        Left left = new Left(dense, Survivors.all());
        int steps = choices.whole("steps");
        for (int step = 1; step <= steps; step++) {
            left = cut(left, 1 - (1 - choices.number("macs")) * step / steps);
            System.out.println("step " + step);
        }
        write(folder, left);
        return left;
    }

    /** The dense network without as many units of each layer as the steps took, but those that the repair misses least. */
    private Left byCostAfterRepair(Survivors steps) {
        RepairChoice choice = new RepairChoice(engine, train, choices.whole("images"), RIDGE_OF_A_READER);
        List<Unit> gone = choice.instead(dense, Groups.of(dense, skip()), steps::lost);
        JointCut cut = JointCut.of(dense, (GateModel) scores(dense), gone);
        return new Left(cut.network(), cut.survivors());
    }

    private static Left read(Path folder) throws IOException {
        Network network = new Network(
                GraphJson.read(Files.readAllBytes(folder.resolve("graph.json"))),
                SafeTensors.read(Files.readAllBytes(folder.resolve("weights.safetensors"))));
        return new Left(
                network, Survivors.of(SafeTensors.read(Files.readAllBytes(folder.resolve("survivors.safetensors")))));
    }

    private static void write(Path folder, Left left) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("graph.json"), GraphJson.write(left.network().graph()));
        Files.write(
                folder.resolve("weights.safetensors"),
                SafeTensors.write(left.network().weights(), Map.of()));
        Files.write(
                folder.resolve("survivors.safetensors"),
                SafeTensors.write(left.survivors().tensors(), Map.of()));
    }

    private Left cut(Left left, double ratio) {
        Scores scores = scores(left.network());
        Pruning pruning = new Pruning(
                Measure.MACS,
                ratio,
                0.95,
                1,
                skip(),
                Reduction.MEAN,
                choices.text("criterion").equals("apoptosis") ? ScoreNormalization.NONE : ScoreNormalization.MAX);
        Pruned pruned = Pruner.prune(dense, left.network(), scores, pruning);
        int swaps = choices.whole("swaps");
        if (swaps == 0) {
            return left.then(pruned.network(), pruned.survivors());
        }
        GateModel model = (GateModel) scores;
        JointCut cut = JointCut.of(left.network(), model, swapped(left, model, pruning, pruned.survivors(), swaps));
        return left.then(cut.network(), cut.survivors());
    }

    private List<Unit> swapped(Left left, GateModel model, Pruning pruning, Survivors chosen, int most) {
        List<Unit> gone = Groups.of(left.network(), skip()).stream()
                .flatMap(group -> group.units().stream())
                .filter(chosen::lost)
                .toList();
        Revision revision = new Revision(dense, left.network(), model, pruning, gone);
        double before = revision.cost();
        int made = revision.swap(most);
        System.out.printf("%d swaps, cost by the model from %.4f to %.4f%n", made, before, revision.cost());
        return revision.gone();
    }

    private Set<String> skip() {
        return Set.of(choices.text("skip").split(","));
    }

    private Scores scores(Network network) {
        Criterion criterion = Criterion.named(
                choices.text("criterion"),
                new CriterionOptions(
                        Expansion.of(Terms.SECOND),
                        Curvature.named(choices.text("curvature")),
                        choices.number("ridge"),
                        Saving.MACS));
        Calibration calibration = new Calibration(
                engine,
                network,
                train,
                64,
                0,
                choices.whole("images") / 64,
                Normalization.RUNNING,
                DType.FLOAT32,
                choices.whole("seed"),
                Progress.NONE);
        return criterion.scores(network, criterion.observe(calibration));
    }
}
