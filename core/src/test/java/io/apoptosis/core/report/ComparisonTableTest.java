package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
    private final List<List<String>> rows = ComparisonTable.rows(ComparisonFixture.named("c"));

    @Test
    void shouldGiveMeanAndSpreadAndMarkTheBest() {
        assertThat(rows.get(0))
                .containsExactly(
                        "gate",
                        "0.500",
                        "none",
                        "2 epochs",
                        "88.3 ± 0.4 %",
                        "3",
                        "500.0 k (0.500)",
                        "50.0 k (0.500)",
                        "1 ★");
    }

    @Test
    void shouldGiveNoSpreadWhereThereIsNone() {
        assertThat(rows.get(1)).contains("21.5 %").doesNotContain("1 ★").endsWith("2");
        assertThat(rows).allMatch(row -> row.size() == ComparisonTable.HEADER.size());
    }
}
