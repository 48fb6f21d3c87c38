package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.GateModel.Surgery;
import io.apoptosis.core.importance.Gates;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.prune.Kind.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set chosen jointly (algorithm.md, section 4.2): always the unit that costs least for what it saves, after the others have made up for
 * those gone before it; where that moved their gates is folded into the weights. Budget and limits are those of a ranking.
 */
final class Operation {
    private final Candidates candidates;
    private final Gates gates;
    private final Surgeon surgeon;
    private final Saving per;
    private final Admission admission;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Kind, Double> savings = new LinkedHashMap<>();
    private final Map<String, double[]> scores = new LinkedHashMap<>();
    private final List<Unit> gone = new ArrayList<>();

    Operation(Candidates candidates, GateModel model, Surgery surgery) {
        this.candidates = candidates;
        this.gates = model.gates();
        this.per = surgery.per();
        this.surgeon = Surgeon.of(model.gradient(), model.curvature(), surgery.ridge());
        this.admission = candidates.admission();
        candidates.groups().forEach(group -> {
            kinds.addAll(Kind.of(group, gates::of));
            scores.put(group.name(), new double[group.units().size()]);
        });
    }

    Chosen choose() {
        double threshold = 0;
        while (!candidates.meetsTarget(gone)) {
            Kind next = next();
            if (next == null) {
                throw candidates.unreachable(gone);
            }
            threshold = remove(next);
        }
        kinds.forEach(kind -> kind.left().forEach(member -> score(kind, member)));
        return new Chosen(gone, gates.fold(surgeon.gates()), scores, threshold);
    }

    /** The kind whose cheapest unit costs least for what it saves, among those that may still give. */
    private @Nullable Kind next() {
        Kind best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Kind kind : kinds) {
            if (mayGive(kind)) {
                double cost = cost(kind, kind.cheapest(surgeon));
                if (cost < least) {
                    least = cost;
                    best = kind;
                }
            }
        }
        return best;
    }

    private boolean mayGive(Kind kind) {
        int step = kind.step(candidates.pruning().roundTo());
        return kind.left().size() >= step
                && !kind.left().isEmpty()
                && admission.admits(Collections.nCopies(step, kind.left().get(0).unit()));
    }

    private double remove(Kind kind) {
        int step = kind.step(candidates.pruning().roundTo());
        double last = 0;
        for (int i = 0; i < step; i++) {
            Member member = kind.cheapest(surgeon);
            last = score(kind, member);
            surgeon.remove(member.gate());
            kind.left().remove(member);
            gone.add(member.unit());
            admission.admit(List.of(member.unit()));
        }
        savings.keySet().removeIf(kind::touches);
        return last;
    }

    private double score(Kind kind, Member member) {
        double cost = cost(kind, member);
        double[] ofGroup = scores.get(kind.group());
        if (ofGroup != null) {
            ofGroup[member.index()] = cost;
        }
        return cost;
    }

    private double cost(Kind kind, Member member) {
        return surgeon.cost(member.gate()) / savings.computeIfAbsent(kind, this::saving);
    }

    /** What one unit less of the kind saves, with what is gone by now. A group's last one never goes; its cost is left undivided. */
    private double saving(Kind kind) {
        if (isLast(kind)) {
            return 1;
        }
        List<Unit> more = new ArrayList<>(gone);
        more.add(kind.left().get(0).unit());
        return switch (per) {
            case UNIT -> 1;
            case MACS -> candidates.left(Measure.MACS, gone) - candidates.left(Measure.MACS, more);
            case PARAMETERS -> candidates.left(Measure.PARAMETERS, gone) - candidates.left(Measure.PARAMETERS, more);
        };
    }

    private boolean isLast(Kind kind) {
        return kinds.stream()
                        .filter(other -> other.group().equals(kind.group()))
                        .mapToInt(other -> other.left().size())
                        .sum()
                == 1;
    }
}
