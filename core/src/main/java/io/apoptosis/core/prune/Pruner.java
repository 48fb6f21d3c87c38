package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.UnitScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores to cut network: ranks all units of all groups together and removes the weakest until the target is met. */
public final class Pruner {
    private final Network dense;
    private final Network network;
    private final Pruning pruning;
    private final List<Group> denseGroups;
    private final List<Group> groups;
    private final ShapeInference shapes;

    private Pruner(Network dense, Network network, Pruning pruning) {
        this.dense = dense;
        this.network = network;
        this.pruning = pruning;
        this.denseGroups = Groups.of(dense, pruning.skip());
        this.groups = Groups.of(network, pruning.skip());
        this.shapes = ShapeInference.of(network);
    }

    /**
     * @param dense the network before any cut: what the ratio refers to
     * @param network the network to cut now
     * @param scores of the network to cut
     * @throws UnreachableTarget where even the most that may go leaves more than the target
     */
    public static Pruned prune(Network dense, Network network, AxisScores scores, Pruning pruning) {
        return new Pruner(dense, network, pruning).prune(scores);
    }

    private Pruned prune(AxisScores scores) {
        UnitScores unitScores = new UnitScores(pruning.reduction(), pruning.normalization());
        Map<String, double[]> normalized = new LinkedHashMap<>();
        List<Block> ranked = new ArrayList<>();
        for (Group group : groups) {
            double[] ofGroup = unitScores.of(group, scores);
            normalized.put(group.name(), ofGroup);
            ranked.addAll(Block.of(group, ofGroup, pruning.roundTo()));
        }
        ranked.sort(Block.WEAKEST_FIRST);
        Admission admission = new Admission(denseGroups, groups, pruning.maxRatioPerGroup());
        List<Block> admitted = ranked.stream().filter(admission::admit).toList();
        List<Block> gone = admitted.subList(0, fewestThatMeet(admitted));
        Network cut = Cut.remove(network, units(gone));
        double threshold = gone.isEmpty() ? 0 : gone.get(gone.size() - 1).score();
        return new Pruned(cut, Cost.of(cut), kept(cut), normalized, threshold);
    }

    /** Length of the shortest prefix that meets the budget; the cost falls with every block, so halving finds it. */
    private int fewestThatMeet(List<Block> admitted) {
        double budget = pruning.ratio() * measure(Cost.of(dense), count(denseGroups));
        if (measureAfter(admitted) > budget) {
            throw new UnreachableTarget(pruning, measureAfter(admitted) / measure(Cost.of(dense), count(denseGroups)));
        }
        int tooFew = -1;
        int enough = admitted.size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (measureAfter(admitted.subList(0, middle)) > budget) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    private double measureAfter(List<Block> gone) {
        List<Unit> removed = units(gone);
        return measure(Cut.cost(network, shapes, removed), count(groups) - removed.size());
    }

    private double measure(Cost cost, int units) {
        return switch (pruning.measure()) {
            case MACS -> cost.macs();
            case PARAMETERS -> cost.parameters();
            case CHANNELS -> units;
        };
    }

    private static int count(List<Group> groups) {
        int count = 0;
        for (Group group : groups) {
            count += group.units().size();
        }
        return count;
    }

    private static List<Unit> units(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.units().stream()).toList();
    }

    private static Map<String, Integer> kept(Network network) {
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            String weight = node.parameters().get("weight");
            if (weight != null && network.weight(weight).shape().rank() > 1) {
                kept.put(node.name(), network.weight(weight).shape().dim(0));
            }
        }
        return kept;
    }
}
