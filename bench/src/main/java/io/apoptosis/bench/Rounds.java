package io.apoptosis.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Times of contenders that took turns, step by step: what slows the machine down for a while slows all of them down, and the ratio of two
 * stays what it is.
 */
record Rounds(Map<String, double[]> millis) {
    static Rounds of(List<Contender> contenders, int warmup, int rounds) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = -warmup; round < rounds; round++) {
            for (Contender contender : contenders) {
                double millis = contender.millis();
                if (round >= 0) {
                    times.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(millis);
                }
            }
        }
        Map<String, double[]> millis = new LinkedHashMap<>();
        times.forEach((name, list) ->
                millis.put(name, list.stream().mapToDouble(Double::doubleValue).toArray()));
        return new Rounds(millis);
    }

    double median(String name) {
        return new Median().evaluate(of(name));
    }

    /** Median over the rounds of the ratio within a round. */
    double ratio(String name, String to) {
        double[] ratios = of(name).clone();
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] /= of(to)[round];
        }
        return new Median().evaluate(ratios);
    }

    private double[] of(String name) {
        double[] measured = millis.get(name);
        if (measured == null) {
            throw new IllegalArgumentException("nothing called " + name + " was measured");
        }
        return measured;
    }
}
