package io.apoptosis.bench;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link ScoringBatch} and prints what a dual batch costs in units of a plain gradient batch. */
public final class DualRatio {
    private DualRatio() {}

    /** Argument: the number of threads; by default as many as the machine has. */
    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ScoringBatch.class.getName() + ".*")
                        .param("threads", args.length > 0 ? args[0] : "0")
                        .build())
                .run();
        Map<String, Double> medians = new TreeMap<>();
        for (RunResult result : results) {
            medians.put(
                    result.getParams().getParam("network") + " "
                            + result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        System.out.println();
        for (String network : new String[] {"resnet20", "resnet32"}) {
            double gradient = medians.getOrDefault(network + " gradient", Double.NaN);
            double dual = medians.getOrDefault(network + " dual", Double.NaN);
            System.out.printf("%s: gradient %.1f ms, dual %.1f ms (medians)%n", network, gradient, dual);
            System.out.printf("dual/gradient %.2f (%s, batch %d)%n", dual / gradient, network, ScoringBatch.BATCH_SIZE);
        }
    }
}
