package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.junit.jupiter.api.Test;

/** In the fixture conv3 (3x3) alone reads the eight channels that conv2 gives; the stream behind conv1 has three readers. */
class RepairChoiceTest {
    private static final int CHANNELS = 8;
    private static final double RIDGE = 1e-9;
    private static final double ROUNDING = 1e-4;

    private final Network network = withoutDeadChannels(Damaged.residual());
    private final double[] read = values("r2").doubles();
    private final HostTensor given = values("conv3");

    @Test
    void shouldTakeTheOneWithoutWhichLeastSquaresComesNearest() {
        Set<Integer> chosen = chosen(Set.of(0));
        double least = IntStream.range(0, CHANNELS)
                .mapToDouble(c -> residual(Set.of(c)))
                .min()
                .orElseThrow();
        assertThat(residual(chosen)).isBetween(least * (1 - ROUNDING), least * (1 + ROUNDING));
    }

    /** Each exchange of one that goes for one that stays solved anew. */
    @Test
    void shouldTakeSeveralOfWhichNoExchangeComesNearer() {
        Set<Integer> chosen = chosen(Set.of(0, 1, 2));
        assertThat(chosen).hasSize(3);
        double reached = residual(chosen);
        for (int back : chosen) {
            for (int out = 0; out < CHANNELS; out++) {
                if (!chosen.contains(out)) {
                    Set<Integer> other = new TreeSet<>(chosen);
                    other.remove(back);
                    other.add(out);
                    assertThat(residual(other)).as(other + " for " + chosen).isGreaterThan(reached * (1 - ROUNDING));
                }
            }
        }
    }

    @Test
    void shouldLeaveTheUnitsOfAGroupWithSeveralReaders() {
        List<Group> groups = Groups.of(network, Set.of());
        Group stream = group(groups, "conv1");
        Unit first = stream.units().get(4);
        assertThat(choice().instead(network, groups, unit -> unit == first)).containsExactly(first);
    }

    private RepairChoice choice() {
        return new RepairChoice(new DjlEngine(), Damaged.images(), Damaged.COUNT, RIDGE);
    }

    private Set<Integer> chosen(Set<Integer> atFirst) {
        List<Group> groups = Groups.of(network, Set.of());
        Group inner = group(groups, "conv2");
        Set<Integer> chosen = new TreeSet<>();
        choice().instead(network, groups, unit -> inner.units().contains(unit) && atFirst.contains(channel(unit)))
                .forEach(unit -> chosen.add(channel(unit)));
        return chosen;
    }

    private static int channel(Unit unit) {
        return unit.members().getOrDefault(AxisRef.parameter("conv3.weight", 1), new int[] {-1})[0];
    }

    private static Group group(List<Group> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Mean of the squared error that an affine map of the other channels' 3x3 patches, fitted by QR, leaves of what conv3 gave. */
    private double residual(Set<Integer> gone) {
        DMatrixRMaj features = patches(gone);
        DMatrixRMaj targets = columns();
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.qr(features.numRows, features.numCols);
        assertThat(solver.setA(features.copy())).isTrue();
        DMatrixRMaj weights = new DMatrixRMaj(features.numCols, targets.numCols);
        solver.solve(targets.copy(), weights);
        CommonOps_DDRM.multAdd(-1, features, weights, targets);
        return Arrays.stream(targets.data).map(e -> e * e).average().orElseThrow();
    }

    /** One row per sample and place, zeros around the image, a one at the end. */
    private DMatrixRMaj patches(Set<Integer> gone) {
        List<double[]> rows = new ArrayList<>();
        for (int n = 0; n < Damaged.COUNT; n++) {
            for (int place = 0; place < 64; place++) {
                List<Double> row = new ArrayList<>();
                for (int c = 0; c < CHANNELS; c++) {
                    for (int k = 0; k < 9 && !gone.contains(c); k++) {
                        row.add(pixel(n, c, place / 8 + k / 3 - 1, place % 8 + k % 3 - 1));
                    }
                }
                row.add(1.0);
                rows.add(row.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
        return new DMatrixRMaj(rows.toArray(double[][]::new));
    }

    private double pixel(int n, int c, int y, int x) {
        boolean inside = y >= 0 && y < 8 && x >= 0 && x < 8;
        return inside ? read[((n * CHANNELS + c) * 8 + y) * 8 + x] : 0;
    }

    private DMatrixRMaj columns() {
        int outputs = given.shape().dim(1);
        DMatrixRMaj columns = new DMatrixRMaj(Damaged.COUNT * 64, outputs);
        double[] values = given.doubles();
        for (int i = 0; i < values.length; i++) {
            columns.set(i / (64 * outputs) * 64 + i % 64, i / 64 % outputs, values[i]);
        }
        return columns;
    }

    /** One that is dead costs nothing, and the choice would be easy. */
    private static Network withoutDeadChannels(Network network) {
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        weights.computeIfPresent("bn2.bias", (name, bias) -> bias.map(beta -> beta + 1));
        return new Network(network.graph(), weights);
    }

    private HostTensor values(String name) {
        List<Node> nodes = network.graph().nodes();
        int to = nodes.indexOf(network.graph().node(name)) + 1;
        return Damaged.logits(new Network(
                new Graph(network.graph().input(), Shape.of(3, 8, 8), nodes.subList(0, to), name), network.weights()));
    }
}
