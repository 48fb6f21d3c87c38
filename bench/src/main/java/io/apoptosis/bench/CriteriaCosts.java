package io.apoptosis.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link CriterionBatch} and prints what each criterion's batch costs in units of a plain gradient batch. */
public final class CriteriaCosts {
    private CriteriaCosts() {}

    /** Argument: the number of threads; by default as many as the machine has. */
    public static void main(String[] args) throws RunnerException {
        Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(CriterionBatch.class.getName() + ".*")
                        .param("threads", args.length > 0 ? args[0] : "0")
                        .build())
                .run()) {
            medians.computeIfAbsent(result.getParams().getParam("criterion"), c -> new LinkedHashMap<>())
                    .put(
                            result.getPrimaryResult().getLabel(),
                            result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        double gradient = medians.getOrDefault("gradient", Map.of()).getOrDefault("observe", Double.NaN);
        System.out.printf(
                "%n%-14s %14s %9s %16s   (medians, ResNet-20, batch of 64)%n",
                "criterion", "ms per batch", "gradients", "ms for scores");
        medians.forEach((criterion, ms) -> {
            double observe = ms.getOrDefault("observe", Double.NaN);
            double scores = ms.getOrDefault("scores", Double.NaN);
            System.out.printf("%-14s %14.1f %9.2f %16.1f%n", criterion, observe, observe / gradient, scores);
        });
    }
}
