package io.apoptosis.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link ScoringBatch} and prints what a dual batch costs in units of a plain gradient batch. */
public final class DualRatio {
    private DualRatio() {}

    /**
     * Arguments: the number of threads, 0 for as many as the machine has; then, for one measurement instead of all, a network and its batch, as in
     * {@code mobilenet_v2 8}.
     */
    public static void main(String[] args) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(ScoringBatch.class.getName() + ".*")
                .param("threads", args.length > 0 ? args[0] : "0");
        if (args.length > 2) {
            options.param("batch", args[1] + " " + args[2]);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
        for (RunResult result : results) {
            medians.computeIfAbsent(result.getParams().getParam("batch"), batch -> new LinkedHashMap<>())
                    .put(
                            result.getPrimaryResult().getLabel(),
                            result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        System.out.println();
        medians.forEach((batch, ms) -> {
            double gradient = ms.getOrDefault("gradient", Double.NaN);
            double dual = ms.getOrDefault("dual", Double.NaN);
            String what = batch.replace(" ", ", batch ");
            System.out.printf(
                    "dual/gradient %.2f (%s): gradient %.1f ms, dual %.1f ms, medians%n",
                    dual / gradient, what, gradient, dual);
        });
    }
}
