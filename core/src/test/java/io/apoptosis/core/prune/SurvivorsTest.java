package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SurvivorsTest {
    private static final AxisRef CONV = AxisRef.value("conv1", 1);
    private static final AxisRef NORM = AxisRef.value("bn1", 1);

    private final Survivors first = survivors(Map.of(CONV, new int[] {0, 2, 3, 5}));
    private final Survivors second = survivors(Map.of(CONV, new int[] {1, 3}, NORM, new int[] {0}));

    @Test
    void ofTwoCutsAreIndicesBeforeBoth() {
        Survivors both = first.then(second);
        assertThat(both.kept().get(CONV)).containsExactly(2, 5);
        assertThat(both.kept().get(NORM)).containsExactly(0);
        assertThat(Survivors.all().then(first).kept().get(CONV)).containsExactly(0, 2, 3, 5);
    }

    @Test
    void pickWhatIsLeftOfAValue() {
        HostTensor value = HostTensor.of(Shape.of(1, 6), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(first.of("conv1", 1, value).doubles()).containsExactly(0, 2, 3, 5);
        assertThat(first.of("untouched", 1, value)).isSameAs(value);
    }

    @Test
    void tellWhetherAUnitIsGone() {
        assertThat(first.lost(unit(1))).isTrue();
        assertThat(first.lost(unit(2))).isFalse();
        assertThat(Survivors.all().lost(unit(1))).isFalse();
    }

    private static Unit unit(int channel) {
        return new Unit(Map.of(CONV, new int[] {channel}, AxisRef.parameter("conv1.weight", 0), new int[] {channel}));
    }

    @Test
    void areReadBackAsTheyWereStored() {
        Survivors read = Survivors.of(second.tensors());
        assertThat(read.kept().keySet()).containsExactlyElementsOf(second.kept().keySet());
        assertThat(read.kept().get(CONV)).containsExactly(1, 3);
    }

    private static Survivors survivors(Map<AxisRef, int[]> kept) {
        return new Survivors(new TreeMap<>(kept));
    }
}
