package io.apoptosis.cli.compare;

import io.apoptosis.core.report.Comparison.Entry;
import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** All outcomes of a comparison, and what they say together. */
public final class Tally {
    private final List<Outcome> outcomes;
    private final List<Race> races;

    public Tally(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
        this.races = Race.of(outcomes);
    }

    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** One per setting: race by race, the best of each first. */
    public List<Entry> entries() {
        return races.stream()
                .flatMap(race -> race.runners().stream())
                .map(Tally::entry)
                .toList();
    }

    List<Lead> leads() {
        return races.stream().flatMap(race -> Lead.of(race).stream()).toList();
    }

    /** Who leads, and by how much. */
    public List<String> findings() {
        return leads().stream().map(Lead::sentence).toList();
    }

    private static Entry entry(Race.Runner runner) {
        Setting setting = runner.setting();
        SummaryStatistics accuracy = runner.accuracy();
        List<Outcome> outcomes = runner.outcomes();
        return new Entry(
                setting.criterion(),
                setting.target(),
                setting.repair(),
                setting.finetune(),
                outcomes.size(),
                accuracy.getMean(),
                outcomes.size() < 2 ? Double.NaN : accuracy.getStandardDeviation(),
                outcomes.stream().mapToLong(Outcome::macs).average().orElse(Double.NaN),
                outcomes.stream().mapToLong(Outcome::parameters).average().orElse(Double.NaN),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.sparsity() == null ? Double.NaN : outcome.sparsity())
                        .average()
                        .orElse(Double.NaN),
                runner.rank(),
                means(outcomes, Outcome::kept),
                means(outcomes, Outcome::sparsityPerLayer));
    }

    private static Map<String, Double> means(
            List<Outcome> outcomes, Function<Outcome, Map<String, ? extends Number>> perLayer) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            perLayer.apply(outcome)
                    .forEach((layer, value) -> means.merge(layer, value.doubleValue() / outcomes.size(), Double::sum));
        }
        return means;
    }
}
