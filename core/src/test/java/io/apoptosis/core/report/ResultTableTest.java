package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void shouldPutTheDenseNetworkFirstAndTheExportedOneLast() {
        RunReport run = ReportFixture.named("r");

        ResultTable table = ResultTable.of(run.dense(), run.steps(), run.result());
        List<List<String>> rows = table.rows();

        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.header()));
        assertThat(rows).extracting(row -> row.get(0)).containsExactly("dense", "1", "2", "final");
        assertThat(rows.get(2))
                .containsExactly(
                        "2", "0.600", "83.0 %", "88.0 %", "0.410", "24.40 M (0.598)", "180.0 k (0.667)", "1 min 15 s");
        assertThat(rows.get(3).get(7)).as("the steps' time together").isEqualTo("1 min 28 s");
    }

    @Test
    void shouldShowWhatARepairHasBrought() {
        ResultTable table = ResultTable.of(ReportFixture.DENSE, List.of(ReportFixture.repaired()), null);

        assertThat(table.header()).containsSubsequence("after pruning", "after repair", "accuracy");
        assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.header()));
        assertThat(table.rows().get(1)).containsSubsequence("50.0 %", "83.0 %", "88.0 %");
        assertThat(table.rows()).as("no result yet").hasSize(2);
    }
}
