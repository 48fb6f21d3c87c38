package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LampTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new Lamp());
    }

    /** The largest of a layer always has 1, so that no layer is ever emptied. */
    @Test
    void dividesByAllThatAreNotSmaller() {
        assertThat(Lamp.adapted(new double[] {1, 4, 3})).containsExactly(1.0 / 8, 1, 3.0 / 7);
    }

    @Test
    void breaksTiesByPosition() {
        assertThat(Lamp.adapted(new double[] {2, 2})).containsExactly(0.5, 1);
    }

    @Test
    void staysFiniteWhereALayerIsZero() {
        assertThat(Lamp.adapted(new double[] {0, 0})).containsExactly(0, 0);
    }
}
