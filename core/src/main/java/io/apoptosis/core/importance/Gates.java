package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.ConvTranspose2d;
import io.apoptosis.core.op.Embedding;
import io.apoptosis.core.op.Projection;
import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One gate m = 1 on every prunable unit (algorithm.md, section 4), numbered in the order of groups and units. It multiplies the unit
 * wherever a layer reads it: there a coupled unit, residual stream or not, is gated exactly once on every path, whatever lies between
 * its producers and its readers, and m = 0 is its removal.
 */
public final class Gates {
    /**
     * A value that layers read through gates.
     *
     * @param gates by index along {@code axis}; -1 where there is none
     */
    record Reading(String value, int axis, int[] gates, Set<String> readers) {}

    /** The first index a unit touches, which no other unit does. */
    private record Place(AxisRef axis, int index) {
        static Place of(Unit unit) {
            Map.Entry<AxisRef, int[]> first =
                    unit.members().entrySet().iterator().next();
            return new Place(first.getKey(), first.getValue()[0]);
        }
    }

    private final Network network;
    private final List<Unit> units = new ArrayList<>();
    private final Map<Place, Integer> numbers = new HashMap<>();
    private final Map<AxisRef, Reading> readings = new TreeMap<>();
    /** Axes of weights that what a gate multiplies is multiplied with. */
    private final Set<AxisRef> folded = new HashSet<>();

    private Gates(Network network) {
        this.network = network;
        ShapeInference shapes = ShapeInference.of(network);
        for (Group group : Groups.of(network, Set.of())) {
            for (Unit unit : group.units()) {
                numbers.put(Place.of(unit), units.size());
                read(unit, units.size(), shapes);
                units.add(unit);
            }
        }
    }

    public static Gates of(Network network) {
        return new Gates(network);
    }

    private void read(Unit unit, int gate, ShapeInference shapes) {
        boolean read = false;
        for (Node node : network.graph().nodes()) {
            AxisRef weight = read(node);
            if (weight != null && unit.members().containsKey(weight)) {
                folded.add(weight);
                String value = node.inputs().get(0);
                for (AxisRef axis : axesOf(value, unit)) {
                    Reading reading = readings.computeIfAbsent(axis, a -> none(a, shapes));
                    Arrays.stream(unit.members().get(axis)).forEach(i -> reading.gates()[i] = gate);
                    reading.readers().add(node.name());
                    read = true;
                }
            }
        }
        if (!read) {
            throw new IllegalArgumentException("no layer with weights reads "
                    + unit.members().keySet().iterator().next()
                    + ", so it can't have a gate; skip the layer, or use another criterion");
        }
    }

    /** The axis along which the layer's weight is indexed by what the layer reads; null where there is none. */
    private static @Nullable AxisRef read(Node node) {
        String weight = node.parameters().get("weight");
        if (weight == null || node.operator() instanceof Embedding) {
            return null;
        }
        boolean inputFirst = node.operator() instanceof Projection || node.operator() instanceof ConvTranspose2d;
        return AxisRef.parameter(weight, inputFirst ? 0 : 1);
    }

    /** Refuses weights that something else uses, too: what a gate does to one reader can't be folded into them. */
    void requireFoldable() {
        for (Node node : network.graph().nodes()) {
            for (String parameter : node.parameters().values()) {
                AxisRef own = read(node);
                boolean ours = own != null && own.name().equals(parameter) && folded.contains(own);
                if (!ours && folded.stream().anyMatch(axis -> axis.name().equals(parameter))) {
                    throw new IllegalArgumentException("the weight " + parameter + " is shared with layer "
                            + node.name() + ", so gates can't be folded into it; use another criterion (gate)");
                }
            }
        }
    }

    private static List<AxisRef> axesOf(String value, Unit unit) {
        return unit.members().keySet().stream()
                .filter(axis -> !axis.isParameter() && axis.name().equals(value))
                .toList();
    }

    private static Reading none(AxisRef axis, ShapeInference shapes) {
        int[] gates = new int[shapes.value(axis.name()).dim(axis.axis())];
        Arrays.fill(gates, -1);
        return new Reading(axis.name(), axis.axis(), gates, new HashSet<>());
    }

    /** How many there are. */
    public int count() {
        return units.size();
    }

    /** The number of the unit's gate; units are the same whichever layers are skipped. */
    public int of(Unit unit) {
        Integer number = numbers.get(Place.of(unit));
        if (number == null) {
            throw new IllegalArgumentException("no gate for a unit of " + Place.of(unit));
        }
        return number;
    }

    /** In the order of their names. */
    Collection<Reading> readings() {
        return readings.values();
    }

    /** The network that computes what this one does with its gates at {@code values}: the readers' weights, multiplied. */
    public Network fold(double[] values) {
        Map<AxisRef, double[]> factors = new TreeMap<>();
        for (int gate = 0; gate < units.size(); gate++) {
            double value = values[gate];
            units.get(gate).parameters().forEach((axis, indices) -> {
                if (folded.contains(axis)) {
                    double[] along = factors.computeIfAbsent(axis, this::ones);
                    Arrays.stream(indices).forEach(i -> along[i] = value);
                }
            });
        }
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        factors.forEach((axis, along) -> weights.computeIfPresent(axis.name(), (n, w) -> w.scaled(axis.axis(), along)));
        return new Network(network.graph(), weights);
    }

    private double[] ones(AxisRef axis) {
        double[] ones = new double[network.weight(axis.name()).shape().dim(axis.axis())];
        Arrays.fill(ones, 1);
        return ones;
    }
}
