package io.apoptosis.core.repair;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.repair.NormalEquations.Affine;
import io.apoptosis.core.sparse.Masks;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Closed-form repair (algorithm.md, section 4.3): in network order, every layer within {@link Reach} is solved so that it gives, from the
 * features of the pruned and so far repaired network, what the reference gave at that place, plus what the residual stream it is added
 * to has lost so far. Images only: no labels, no gradients.
 */
public final class LeastSquares {
    private final TensorEngine engine;
    private final List<HostTensor> batches;
    private final double ridge;
    private final Reach reach;

    /**
     * Equations over the first images of a set.
     *
     * @param count how many
     * @param ridge as a share of the mean variance of a layer's features
     */
    public LeastSquares(TensorEngine engine, ImageSet images, int count, double ridge, Reach reach) {
        this.engine = engine;
        this.batches = Features.batches(images, count);
        this.ridge = ridge;
        this.reach = reach;
    }

    /**
     * The cut network, repaired.
     *
     * @param reference the network whose values are to be met
     * @param survivors what {@code cut} has left of them
     */
    public Network repair(Network reference, Network cut, Survivors survivors, Progress progress) {
        return repair(reference, cut, survivors, Masks.none(), progress);
    }

    /**
     * The same for a network without single weights: each row of a layer is solved on the weights it has left.
     *
     * @param masks the weights that {@code sparse} has left
     */
    public Network repair(Network reference, Network sparse, Masks masks, Progress progress) {
        return repair(reference, sparse, Survivors.all(), masks, progress);
    }

    private Network repair(Network reference, Network cut, Survivors survivors, Masks masks, Progress progress) {
        try (Scope scope = engine.open(DType.FLOAT32);
                Scope exact = engine.open(DType.FLOAT64)) {
            Graph order = RepairOrder.of(cut.graph());
            Draft draft = new Draft(cut);
            Features whole = new Features(scope, order, reference, batches);
            Features left = new Features(scope, order, cut, batches);
            Changes changes = new Changes(survivors, masks);
            int done = 0;
            for (Node node : order.nodes()) {
                if (Consumer.is(order, node) && changes.call(node, reach)) {
                    Consumer consumer = Consumer.of(order, node);
                    Target target = new Target(reference, whole, left, survivors, draft.slope(consumer));
                    draft.replace(consumer, solve(consumer, target, left, draft, masks, exact), left);
                    changes.solved(node);
                }
                changes.pass(node);
                whole.advance(reference.graph().node(node.name()));
                left.advance(draft.node(node.name()));
                progress.advance(++done, order.nodes().size(), "layers");
            }
            return draft.network();
        }
    }

    private List<Affine> solve(Consumer consumer, Target target, Features left, Draft draft, Masks masks, Scope exact) {
        Node layer = consumer.layer();
        LayerRows rows = LayerRows.of(layer);
        HostTensor weight = draft.parameter(layer, "weight");
        List<NormalEquations> equations = rows.equations(
                weight.shape(),
                batches.size(),
                exact,
                b -> left.read(layer.inputs().get(0), b),
                b -> target.of(consumer, b));
        double[] start = weight.doubles();
        HostTensor mask = masks.kept().get(layer.parameters().get("weight"));
        int size = start.length / rows.groups();
        return IntStream.range(0, rows.groups())
                .mapToObj(g -> {
                    double[] own = Arrays.copyOfRange(start, g * size, (g + 1) * size);
                    return mask == null
                            ? equations.get(g).solve(own, ridge)
                            : equations
                                    .get(g)
                                    .solve(own, Arrays.copyOfRange(mask.doubles(), g * size, (g + 1) * size), ridge);
                })
                .toList();
    }
}
