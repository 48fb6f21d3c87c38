package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Second thoughts about a joint choice: units that go are exchanged for units that stay while that lowers what the set costs by the model
 * that it was chosen by, within the same target and limits.
 */
public final class Revision {
    private final Candidates candidates;
    private final List<Unit> units;
    private final Tableau tableau;

    /** The axes of a unit that comes back and of one that goes for it: all pairs alike save the same. */
    private record Trade(Set<AxisRef> back, Set<AxisRef> out) {}

    /**
     * Of the choice that a model of gates, its curvature written out, has led to.
     *
     * @param gone the units chosen
     */
    public Revision(Network dense, Network network, GateModel model, Pruning pruning, Collection<Unit> gone) {
        this.candidates = new Candidates(dense, network, pruning);
        this.units = candidates.groups().stream()
                .flatMap(group -> group.units().stream())
                .toList();
        int[] gates = units.stream().mapToInt(model.gates()::of).toArray();
        this.tableau = tableau(model, gates);
        Set<Integer> out = Set.copyOf(gone.stream().map(model.gates()::of).toList());
        IntStream.range(0, gates.length).filter(i -> out.contains(gates[i])).forEach(tableau::move);
    }

    /** A = H + ridge I and b = A 1 - g: with all units in, the gates are where the surgeon begins. */
    private static Tableau tableau(GateModel model, int[] gates) {
        if (!(model.curvature() instanceof Full full)) {
            throw new IllegalArgumentException("swaps need the curvature of the gates written out, which "
                    + model.gradient().length + " gates are too many for");
        }
        int size = model.gradient().length;
        double ridge = Objects.requireNonNull(model.surgery(), "no joint choice was asked for")
                .ridge();
        DMatrixRMaj regular = FullSurgeon.regular(full.matrix(), size, ridge);
        double[][] a = new double[size][size];
        double[][] b = new double[size][1];
        for (int i = 0; i < size; i++) {
            b[i][0] = -model.gradient()[i];
            for (int j = 0; j < size; j++) {
                a[i][j] = regular.get(i, j);
                b[i][0] += a[i][j];
            }
        }
        return new Tableau(
                a, b, IntStream.of(gates).mapToObj(gate -> new int[] {gate}).toList());
    }

    /**
     * Makes the best exchanges.
     *
     * @return how many; fewer than {@code most} where none is left that lowers the cost
     */
    public int swap(int most) {
        int made = 0;
        while (made < most && new Swaps(tableau, admissible()).make()) {
            made++;
        }
        return made;
    }

    private Swaps.Admissible admissible() {
        Map<Trade, Boolean> known = new HashMap<>();
        return (back, out) -> {
            Trade trade = new Trade(
                    units.get(back).members().keySet(), units.get(out).members().keySet());
            return known.computeIfAbsent(trade, t -> t.back().equals(t.out()) || holds(back, out));
        };
    }

    /** Whether target and limits are still held. With multiples to keep, only units alike are exchanged. */
    private boolean holds(int back, int out) {
        List<Unit> then = new ArrayList<>(gone());
        then.remove(units.get(back));
        then.add(units.get(out));
        return candidates.pruning().roundTo() == 1
                && candidates.admission().admits(then)
                && candidates.meetsTarget(then);
    }

    /** What the units that go cost, by the model. */
    public double cost() {
        return tableau.cost();
    }

    /** The units to go, in the order of their groups. */
    public List<Unit> gone() {
        return IntStream.range(0, units.size())
                .filter(i -> !tableau.isIn(i))
                .mapToObj(units::get)
                .toList();
    }
}
