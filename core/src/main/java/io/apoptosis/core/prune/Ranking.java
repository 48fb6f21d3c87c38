package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.UnitScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All units of all groups in one ranking, the weakest first, until the target is met. */
final class Ranking {
    private final Candidates candidates;

    Ranking(Candidates candidates) {
        this.candidates = candidates;
    }

    Chosen choose(Scores scores) {
        Pruning pruning = candidates.pruning();
        UnitScores unitScores = new UnitScores(pruning.reduction(), pruning.normalization());
        Map<String, double[]> normalized = new LinkedHashMap<>();
        List<Block> ranked = new ArrayList<>();
        for (Group group : candidates.groups()) {
            double[] ofGroup = unitScores.of(group, scores);
            normalized.put(group.name(), ofGroup);
            ranked.addAll(Block.of(group, ofGroup, pruning.roundTo()));
        }
        ranked.sort(Block.WEAKEST_FIRST);
        Admission admission = candidates.admission();
        List<Block> admitted =
                ranked.stream().filter(block -> admission.admit(block.units())).toList();
        List<Block> gone = admitted.subList(0, fewestThatMeet(admitted));
        double threshold = gone.isEmpty() ? 0 : gone.get(gone.size() - 1).score();
        return new Chosen(units(gone), candidates.network(), normalized, threshold);
    }

    /** Length of the shortest prefix that meets the budget; the cost falls with every block, so halving finds it. */
    private int fewestThatMeet(List<Block> admitted) {
        if (!candidates.meetsTarget(units(admitted))) {
            throw candidates.unreachable(units(admitted));
        }
        int tooFew = -1;
        int enough = admitted.size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (candidates.meetsTarget(units(admitted.subList(0, middle)))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static List<Unit> units(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.units().stream()).toList();
    }
}
