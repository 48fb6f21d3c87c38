package io.apoptosis.cli.compare;

import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Settings that differ in the criterion only, with what each came to under its seeds, best mean first. */
record Race(List<Runner> runners) {

    /** @param rank 1 is best; equal means share one */
    record Runner(Setting setting, List<Outcome> outcomes, int rank) {
        SummaryStatistics accuracy() {
            SummaryStatistics accuracy = new SummaryStatistics();
            outcomes.forEach(outcome -> accuracy.addValue(outcome.accuracy()));
            return accuracy;
        }
    }

    /** In the order in which the settings come. */
    static List<Race> of(List<Outcome> outcomes) {
        Map<Setting, List<Outcome>> bySetting = new LinkedHashMap<>();
        outcomes.forEach(outcome -> bySetting
                .computeIfAbsent(outcome.trial().setting(), unseen -> new ArrayList<>())
                .add(outcome));
        List<Setting> firsts = new ArrayList<>();
        bySetting.keySet().stream()
                .filter(setting -> firsts.stream().noneMatch(setting::sameRace))
                .forEach(firsts::add);
        return firsts.stream().map(first -> ranked(first, bySetting)).toList();
    }

    private static Race ranked(Setting first, Map<Setting, List<Outcome>> bySetting) {
        List<Runner> unranked = bySetting.entrySet().stream()
                .filter(entry -> entry.getKey().sameRace(first))
                .map(entry -> new Runner(entry.getKey(), entry.getValue(), 0))
                .toList();
        double[] ranks = new NaturalRanking(TiesStrategy.MINIMUM)
                .rank(unranked.stream()
                        .mapToDouble(runner -> -runner.accuracy().getMean())
                        .toArray());
        return new Race(Stream.iterate(0, i -> i < ranks.length, i -> i + 1)
                .map(i -> new Runner(unranked.get(i).setting(), unranked.get(i).outcomes(), (int) ranks[i]))
                .sorted(Comparator.comparingInt(Runner::rank))
                .toList());
    }
}
