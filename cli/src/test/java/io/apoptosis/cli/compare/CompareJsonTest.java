package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.core.report.Comparison;
import io.apoptosis.core.report.RunReport.Measured;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareJsonTest {
    @Test
    void shouldHoldEverythingAndNullForWhatIsUnknown() throws IOException {
        Tally tally = new Tally(
                new Outcomes().with("weight", "t", 0.5).with("oba", "t", 0.8).list());
        Comparison comparison = new Comparison(
                "c",
                new Measured(0.9, 0.3, 1000, 100),
                Map.of("conv1", 16),
                tally.entries(),
                tally.findings(),
                "criteria: []");

        JsonNode json = new ObjectMapper().readTree(CompareJson.write(comparison, tally));

        assertThat(json.at("/dense/accuracy").doubleValue()).isEqualTo(0.9);
        assertThat(json.at("/channels/conv1").intValue()).isEqualTo(16);
        assertThat(json.at("/entries/0/criterion").textValue()).isEqualTo("oba");
        assertThat(json.at("/entries/0/deviation").isNull()).isTrue();
        assertThat(json.at("/leads/0/aheadOf").textValue()).isEqualTo("weight");
        assertThat(json.at("/leads/0/standardError").isNull()).isTrue();
        assertThat(json.at("/trials")).hasSize(2);
        assertThat(json.at("/trials/0/run").textValue()).isEqualTo("run-0");
        assertThat(json.at("/spec").textValue()).isEqualTo("criteria: []");
    }
}
