package io.apoptosis.core.repair;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.prune.Swaps;
import io.apoptosis.core.prune.Tableau;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which units of a group go where it is known how many: those without which the layer that reads them, once repaired by least squares, comes
 * nearest to what it gave (as in ZipLM, Kurtić et al., 2023, and OSSCAR, Meng et al., 2024). With G the covariance of what it reads and W its
 * weights, unit c costs tr W_c^T ((G^-1)_cc)^-1 W_c, the others having made up for those gone before; then swaps while they lower the sum.
 */
public final class RepairChoice {
    private final TensorEngine engine;
    private final List<HostTensor> batches;
    private final double ridge;

    /** A group of which so many units go, and the one layer that reads it. */
    private record Reading(Group group, int count, Node layer) {
        String weight() {
            return String.valueOf(layer.parameters().get("weight"));
        }

        /** The places of a unit's channels, or features, among those that the layer reads. */
        IntStream channels(Unit unit) {
            return Arrays.stream(Objects.requireNonNull(unit.members().get(AxisRef.parameter(weight(), 1))));
        }
    }

    /**
     * By the first images of a set.
     *
     * @param count how many
     * @param ridge as a share of the mean variance of what a layer reads
     */
    public RepairChoice(TensorEngine engine, ImageSet images, int count, double ridge) {
        this.engine = engine;
        this.batches = Features.batches(images, count);
        this.ridge = ridge;
    }

    /** As many units of every group as go at first; the same ones where more than one layer reads the group, or one that can't be solved. */
    public List<Unit> instead(Network network, List<Group> groups, Predicate<Unit> atFirst) {
        List<Reading> readings = groups.stream()
                .flatMap(group -> reading(network, group, atFirst).stream())
                .toList();
        List<Unit> gone = new ArrayList<>();
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Features features = new Features(scope, network.graph(), network, batches);
            for (Node node : network.graph().nodes()) {
                readings.stream()
                        .filter(reading -> reading.layer().equals(node))
                        .forEach(reading -> gone.addAll(choose(network, reading, features)));
                features.advance(node);
            }
        }
        Set<Group> chosen = readings.stream().map(Reading::group).collect(Collectors.toSet());
        groups.stream()
                .filter(group -> !chosen.contains(group))
                .forEach(group -> group.units().stream().filter(atFirst).forEach(gone::add));
        return gone;
    }

    private static Optional<Reading> reading(Network network, Group group, Predicate<Unit> atFirst) {
        int count = (int) group.units().stream().filter(atFirst).count();
        Set<String> values = group.axes().stream()
                .filter(axis -> !axis.isParameter())
                .map(AxisRef::name)
                .collect(Collectors.toSet());
        List<Reading> readings = network.graph().nodes().stream()
                .filter(node ->
                        isLayer(network, node) && values.contains(node.inputs().get(0)))
                .map(node -> new Reading(group, count, node))
                .toList();
        return count > 0
                        && readings.size() == 1
                        && canBeSolved(network, readings.get(0).layer())
                ? Optional.of(readings.get(0))
                : Optional.empty();
    }

    /** Whether it mixes what it reads: a norm's weight is a vector. */
    private static boolean isLayer(Network network, Node node) {
        String weight = node.parameters().get("weight");
        return weight != null && network.weight(weight).shape().rank() > 1;
    }

    private static boolean canBeSolved(Network network, Node layer) {
        return Consumer.is(network.graph(), layer) && LayerRows.of(layer).groups() == 1;
    }

    private List<Unit> choose(Network network, Reading reading, Features features) {
        HostTensor weight = network.weight(reading.weight());
        List<Unit> units = reading.group().units();
        int width = weight.shape().inner(1);
        List<int[]> rows = units.stream()
                .map(unit -> reading.channels(unit)
                        .flatMap(channel -> IntStream.range(channel * width, (channel + 1) * width))
                        .toArray())
                .toList();
        Tableau tableau = equations(reading.layer(), weight.shape(), features).tableau(weight.doubles(), ridge, rows);
        take(tableau, reading.count());
        new Swaps(tableau, (back, out) -> true).makeAll();
        return IntStream.range(0, units.size())
                .filter(unit -> !tableau.isIn(unit))
                .mapToObj(units::get)
                .toList();
    }

    /** Always the unit that costs least, the others having made up for those taken before. */
    private static void take(Tableau tableau, int count) {
        for (int i = 0; i < count; i++) {
            IntStream.range(0, tableau.units())
                    .filter(tableau::isIn)
                    .boxed()
                    .min(Comparator.comparingDouble(tableau::change))
                    .ifPresent(tableau::move);
        }
    }

    /** For what the layer gives from what it reads. */
    private NormalEquations equations(Node layer, Shape weight, Features features) {
        try (Scope exact = engine.open(DType.FLOAT64)) {
            return LayerRows.of(layer)
                    .equations(
                            weight,
                            batches.size(),
                            exact,
                            b -> features.read(layer.inputs().get(0), b),
                            b -> features.peek(layer, b))
                    .get(0);
        }
    }
}
