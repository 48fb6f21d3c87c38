package io.apoptosis.cli.compare;

import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How far the first of a race is ahead of the second, paired by seed.
 *
 * @param first whose mean accuracy is highest
 * @param difference of the accuracies, mean over the pairs
 * @param standardError of the difference; NaN with a single pair
 * @param pairs seeds that both were run with
 */
record Lead(Setting first, String second, double difference, double standardError, int pairs) {

    /** Empty where there is nobody to be ahead of, or no seed in common. */
    static Optional<Lead> of(Race race) {
        if (race.runners().size() < 2) {
            return Optional.empty();
        }
        Race.Runner first = race.runners().get(0);
        Race.Runner second = race.runners().get(1);
        SummaryStatistics differences = new SummaryStatistics();
        for (Outcome outcome : first.outcomes()) {
            second.outcomes().stream()
                    .filter(other -> other.trial().seed() == outcome.trial().seed())
                    .forEach(other -> differences.addValue(outcome.accuracy() - other.accuracy()));
        }
        int pairs = (int) differences.getN();
        double error = pairs < 2 ? Double.NaN : differences.getStandardDeviation() / Math.sqrt(pairs);
        return pairs == 0
                ? Optional.empty()
                : Optional.of(
                        new Lead(first.setting(), second.setting().criterion(), differences.getMean(), error, pairs));
    }

    boolean exceedsItsError() {
        return difference > standardError;
    }

    String sentence() {
        String where =
                "Target %s, repair %s, fine-tuning %s: ".formatted(first.target(), first.repair(), first.finetune());
        if (difference == 0) {
            return where + first.criterion() + " and " + second + " are level.";
        }
        String ahead = String.format(Locale.ROOT, "%.2f", 100 * difference);
        if (pairs < 2) {
            return where
                    + "%s is first, %s points ahead of %s, one run each: there is no spread over seeds to judge it by."
                            .formatted(first.criterion(), ahead, second);
        }
        return where
                + String.format(
                        Locale.ROOT,
                        "%s is first, %s ± %.2f points ahead of %s (mean and standard error of %d paired seeds), which %s its standard error.",
                        first.criterion(),
                        ahead,
                        100 * standardError,
                        second,
                        pairs,
                        exceedsItsError() ? "exceeds" : "does not exceed");
    }
}
