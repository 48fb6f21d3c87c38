package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.prune.LatencyModel;
import io.apoptosis.core.prune.LatencyTarget;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.pipeline.message.Task.Prune;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.LatencySpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.store.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Cuts a network to a step's budget, which is counted, or measured in time. */
@ApplicationScoped
class Cutting {
    private final Latencies latencies;
    private final Decided decided;

    Cutting(Latencies latencies, Decided decided) {
        this.latencies = latencies;
        this.decided = decided;
    }

    /** What the model had to be asked for so that the measured network met the target. */
    private record Aim(double ratio) {}

    Pruned cut(Prune task, Network dense, Network network, Scores scores, Progress progress) throws UndecodableMessage {
        RunSpec spec = task.spec();
        PruneSpec prune = spec.prune();
        if (prune == null) {
            throw new IllegalArgumentException("the specification has no prune part");
        }
        int roundTo = prune.aligned() ? prune.roundTo() : latencies.multiple(task.runId(), spec, dense, progress);
        Measure measure = Measure.named(prune.target().unit());
        LatencyModel layers = measure == Measure.LATENCY ? latencies.layers(task.runId(), spec, dense, progress) : null;
        DoubleFunction<Pruned> cut =
                ratio -> Pruner.prune(dense, network, scores, pruning(spec, prune, measure, ratio, roundTo, layers));
        return layers == null ? cut.apply(task.targetRatio()) : measured(task, dense, cut, progress);
    }

    private Pruned measured(Prune task, Network dense, DoubleFunction<Pruned> cut, Progress progress)
            throws UndecodableMessage {
        String key = Keys.pruned(task.runId(), task.step(), "latency-aim.json");
        LatencySpec how = task.spec().latencyOrDefault();
        Aim aim = decided.once(
                key,
                Aim.class,
                () -> new Aim(new LatencyTarget(task.targetRatio())
                        .aim(ratio ->
                                Latencies.ratio(how, dense, cut.apply(ratio).network(), progress))));
        return cut.apply(aim.ratio());
    }

    private static Pruning pruning(
            RunSpec spec, PruneSpec prune, Measure measure, double ratio, int roundTo, @Nullable LatencyModel layers) {
        return new Pruning(
                measure,
                ratio,
                prune.maxRatioPerGroup(),
                roundTo,
                Set.copyOf(prune.skip()),
                Reduction.named(spec.importance().reduction()),
                ScoreNormalization.named(spec.importance().normalization()),
                layers);
    }
}
