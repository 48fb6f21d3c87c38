package io.apoptosis.core.repair;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.repair.NormalEquations.Affine;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Closed-form repair (algorithm.md, section 4.3): in network order, every layer that reads a cut axis is solved so that it gives, from the
 * features of the pruned and so far repaired network, what the reference gave at that place, plus what the residual stream it is added
 * to has lost so far. Images only: no labels, no gradients.
 */
public final class Repair {
    private static final int BATCH = 50;

    private final Network reference;
    private final Survivors survivors;
    private final Graph order;
    private final Draft draft;

    private Repair(Network reference, Network cut, Survivors survivors) {
        this.reference = reference;
        this.survivors = survivors;
        this.order = RepairOrder.of(cut.graph());
        this.draft = new Draft(cut);
    }

    /**
     * @param reference the network whose values are to be met
     * @param cut what {@code survivors} are left of it
     * @param count how many of {@code images} to use, from the first
     * @param ridge as a share of the mean variance of a layer's features
     */
    public static Network leastSquares(
            TensorEngine engine,
            Network reference,
            Network cut,
            Survivors survivors,
            ImageSet images,
            int count,
            double ridge,
            Progress progress) {
        List<HostTensor> batches = BatchOrder.sequential(count, BATCH).stream()
                .map(indices -> images.batch(indices).input())
                .toList();
        return new Repair(reference, cut, survivors).run(engine, batches, ridge, progress);
    }

    private Network run(TensorEngine engine, List<HostTensor> batches, double ridge, Progress progress) {
        try (Scope scope = engine.open(DType.FLOAT32);
                Scope exact = engine.open(DType.FLOAT64)) {
            Features whole = new Features(scope, order, reference, batches);
            Features left = new Features(scope, order, draft.network(), batches);
            int done = 0;
            for (Node node : order.nodes()) {
                if (isConsumerOfACut(node)) {
                    Consumer consumer = Consumer.of(order, node);
                    draft.replace(consumer, solve(consumer, whole, left, batches.size(), exact, ridge), left);
                }
                whole.advance(reference.graph().node(node.name()));
                left.advance(draft.node(node.name()));
                progress.advance(++done, order.nodes().size(), "layers");
            }
            return draft.network();
        }
    }

    private boolean isConsumerOfACut(Node node) {
        return Consumer.is(node) && survivors.lost(AxisRef.value(node.inputs().get(0), 1));
    }

    private List<Affine> solve(
            Consumer consumer, Features whole, Features left, int batches, Scope exact, double ridge) {
        Node layer = consumer.layer();
        LayerRows rows = LayerRows.of(layer);
        HostTensor weight = draft.parameter(layer, "weight");
        int targets = weight.shape().dim(0) / rows.groups();
        int features = weight.shape().inner(0);
        List<NormalEquations> equations = IntStream.range(0, rows.groups())
                .mapToObj(g -> new NormalEquations(features, targets))
                .toList();
        for (int b = 0; b < batches; b++) {
            try (Scope scope = exact.child()) {
                List<Tensor> x = rows.features(scope, left.read(layer.inputs().get(0), b));
                List<Tensor> t = rows.outputs(scope, target(consumer, whole, left, b));
                for (int g = 0; g < rows.groups(); g++) {
                    equations.get(g).add(scope, x.get(g), t.get(g));
                }
            }
        }
        List<Affine> solved = new ArrayList<>();
        double[] all = weight.doubles();
        for (int g = 0; g < rows.groups(); g++) {
            int from = g * targets * features;
            solved.add(equations.get(g).solve(Arrays.copyOfRange(all, from, from + targets * features), ridge));
        }
        return solved;
    }

    /** What the reference gives, where it is still there, and what the shortcut lacks, in units before the norm. */
    private HostTensor target(Consumer consumer, Features whole, Features left, int batch) {
        Node layer = consumer.layer();
        HostTensor target =
                survivors.of(layer.name(), 1, whole.peek(reference.graph().node(layer.name()), batch));
        String shortcut = consumer.shortcut();
        if (shortcut == null || !left.has(shortcut)) {
            return target;
        }
        HostTensor before = survivors.of(shortcut, 1, whole.read(shortcut, batch));
        return plusDrift(target, before, left.read(shortcut, batch), draft.slope(consumer));
    }

    private static HostTensor plusDrift(HostTensor target, HostTensor before, HostTensor now, double[] slope) {
        Shape shape = target.shape();
        double[] values = target.doubles().clone();
        double[] old = before.doubles();
        double[] current = now.doubles();
        int inner = shape.inner(1);
        for (int i = 0; i < values.length; i++) {
            double s = slope[i / inner % slope.length];
            values[i] += s == 0 ? 0 : (old[i] - current[i]) / s;
        }
        return HostTensor.of(shape, values);
    }
}
