package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<String> SERVICES = List.of("gateway", "scorer-1", "scorer-2", "pruner", "finetuner");

    @Test
    void theSameSeedIsTheSamePlan() {
        assertThat(Plan.of(3, 20, SERVICES)).isEqualTo(Plan.of(3, 20, SERVICES));
        assertThat(Plan.of(3, 20, SERVICES)).isNotEqualTo(Plan.of(4, 20, SERVICES));
    }

    @Test
    void killsAreCountedAndNoServiceIsSpared() {
        assertThat(kills(Plan.of(1, 10, SERVICES)))
                .hasSize(10)
                .extracting(Blow.Kill::service)
                .containsAll(SERVICES);
    }

    @Test
    void tenKillsComeWithEveryOtherFault() {
        Stream<Class<?>> kinds = Plan.of(1, 10, SERVICES).strokes().stream()
                .<Class<?>>map(stroke -> stroke.blow().getClass())
                .distinct();
        assertThat(kinds).hasSameElementsAs(List.of(Blow.class.getPermittedSubclasses()));
    }

    private static List<Blow.Kill> kills(Plan plan) {
        return plan.strokes().stream()
                .map(Plan.Stroke::blow)
                .filter(Blow.Kill.class::isInstance)
                .map(Blow.Kill.class::cast)
                .toList();
    }
}
