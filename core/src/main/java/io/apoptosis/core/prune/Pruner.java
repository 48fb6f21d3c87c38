package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scores to cut network: has the units chosen and takes them out. */
public final class Pruner {
    private Pruner() {}

    /**
     * @param dense the network before any cut: what the ratio refers to
     * @param network the network to cut now
     * @param scores of the network to cut
     * @throws UnreachableTarget where even the most that may go leaves more than the target
     */
    public static Pruned prune(Network dense, Network network, Scores scores, Pruning pruning) {
        Candidates candidates = new Candidates(dense, network, pruning);
        Chosen chosen = scores instanceof GateModel model && model.surgery() != null
                ? new Operation(candidates, model, model.surgery()).choose()
                : new Ranking(candidates).choose(scores);
        Network cut = Cut.remove(chosen.network(), chosen.gone());
        Survivors survivors = Cut.survivors(network, chosen.gone());
        return new Pruned(cut, Cost.of(cut), kept(cut), survivors, chosen.scores(), chosen.threshold());
    }

    /** What a matrix maps to is the last axis, what a kernel gives are channels. */
    private static Map<String, Integer> kept(Network network) {
        ShapeInference shapes = ShapeInference.of(network);
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            String weight = node.parameters().get("weight");
            int rank = weight == null ? 0 : network.weight(weight).shape().rank();
            if (rank > 1) {
                Shape output = shapes.value(node.name());
                kept.put(node.name(), output.dim(rank == 2 ? output.rank() - 1 : 1));
            }
        }
        return kept;
    }
}
