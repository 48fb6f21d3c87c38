package io.apoptosis.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.core.report.Comparison;
import io.apoptosis.pipeline.compare.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code compare.json}: {@code dense}, {@code channels}, {@code entries[]}, {@code leads[]}, {@code trials[]}; what is unknown is null. */
public final class CompareJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CompareJson() {}

    public static byte[] write(Comparison comparison, Tally tally) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", comparison.name());
        all.put("dense", comparison.dense());
        all.put("channels", comparison.channels());
        all.put("entries", comparison.entries().stream().map(CompareJson::entry).toList());
        all.put("leads", tally.leads().stream().map(CompareJson::lead).toList());
        all.put("trials", tally.outcomes().stream().map(CompareJson::trial).toList());
        all.put("spec", comparison.spec());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names that are no JSON", e);
        }
    }

    private static Map<String, @Nullable Object> entry(Comparison.Entry entry) {
        Map<String, @Nullable Object> json =
                setting(entry.criterion(), entry.target(), entry.repair(), entry.finetune());
        json.put("runs", entry.runs());
        json.put("accuracy", entry.accuracy());
        json.put("deviation", known(entry.deviation()));
        json.put("macs", entry.macs());
        json.put("parameters", entry.parameters());
        json.put("sparsity", known(entry.sparsity()));
        json.put("rank", entry.rank());
        json.put("kept", entry.kept());
        json.put("sparsityPerLayer", entry.sparsityPerLayer());
        return json;
    }

    private static Map<String, @Nullable Object> lead(Lead lead) {
        Map<String, @Nullable Object> json = setting(
                lead.first().criterion(),
                lead.first().target(),
                lead.first().repair(),
                lead.first().finetune());
        json.put("aheadOf", lead.second());
        json.put("difference", lead.difference());
        json.put("standardError", known(lead.standardError()));
        json.put("pairs", lead.pairs());
        return json;
    }

    private static Map<String, @Nullable Object> trial(Outcome outcome) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(setting(
                outcome.trial().setting().criterion(),
                outcome.trial().setting().target(),
                outcome.trial().setting().repair(),
                outcome.trial().setting().finetune()));
        json.put("seed", outcome.trial().seed());
        json.put("run", outcome.runId());
        json.put("accuracy", outcome.accuracy());
        json.put("macs", outcome.macs());
        json.put("parameters", outcome.parameters());
        json.put("sparsity", outcome.sparsity());
        json.put("kept", outcome.kept());
        json.put("sparsityPerLayer", outcome.sparsityPerLayer());
        return json;
    }

    private static Map<String, @Nullable Object> setting(
            String criterion, double target, String repair, String finetune) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("criterion", criterion);
        json.put("target", target);
        json.put("repair", repair);
        json.put("finetune", finetune);
        return json;
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
