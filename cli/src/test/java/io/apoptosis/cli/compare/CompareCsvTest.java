package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.report.RunReport.Measured;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompareCsvTest {
    @Test
    void shouldWriteARowPerSeedAndQuoteWhatHasToBe() {
        byte[] csv = CompareCsv.write(
                new Outcomes().with("oba, \"both\"", "2 epochs", 0.875, 0.5).list(), new Measured(0.9, 0.3, 1000, 100));

        assertThat(new String(csv, StandardCharsets.UTF_8))
                .isEqualTo(
                        "criterion,target,repair,finetune,seed,accuracy,macs,macsRatio,parameters,parametersRatio,sparsity,run\n"
                                + "\"oba, \"\"both\"\"\",0.5,none,\"2 epochs\",1,0.875,500,0.5,50,0.5,,run-0\n"
                                + "\"oba, \"\"both\"\"\",0.5,none,\"2 epochs\",2,0.5,501,0.501,50,0.5,,run-1\n");
    }
}
