package io.apoptosis.cli.compare;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code compare.csv}: a row per setting and seed. */
public final class CompareCsv {
    private static final CsvMapper CSV = new CsvMapper();
    private static final CsvSchema COLUMNS = CSV.schemaFor(Row.class).withHeader();

    @JsonPropertyOrder({
        "criterion",
        "target",
        "repair",
        "finetune",
        "seed",
        "accuracy",
        "macs",
        "macsRatio",
        "parameters",
        "parametersRatio",
        "sparsity",
        "run"
    })
    private record Row(
            String criterion,
            double target,
            String repair,
            String finetune,
            long seed,
            double accuracy,
            long macs,
            double macsRatio,
            long parameters,
            double parametersRatio,
            @Nullable Double sparsity,
            String run) {}

    private CompareCsv() {}

    public static byte[] write(List<Outcome> outcomes, Measured dense) {
        List<Row> rows = outcomes.stream().map(outcome -> row(outcome, dense)).toList();
        try {
            return CSV.writer(COLUMNS).writeValueAsBytes(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows that are no CSV", e);
        }
    }

    private static Row row(Outcome outcome, Measured dense) {
        Setting setting = outcome.trial().setting();
        return new Row(
                setting.criterion(),
                setting.target(),
                setting.repair(),
                setting.finetune(),
                outcome.trial().seed(),
                outcome.accuracy(),
                outcome.macs(),
                (double) outcome.macs() / dense.macs(),
                outcome.parameters(),
                (double) outcome.parameters() / dense.parameters(),
                outcome.sparsity(),
                outcome.runId());
    }
}
