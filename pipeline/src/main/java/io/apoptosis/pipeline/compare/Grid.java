package io.apoptosis.pipeline.compare;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.spec.ComparisonSpec;
import io.apoptosis.pipeline.spec.ComparisonSpec.Contender;
import io.apoptosis.pipeline.spec.ComparisonSpec.Remedy;
import io.apoptosis.pipeline.spec.ComparisonSpec.Training;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison as runs. Every setting has a trial for each seed, or for the first one only where nothing in it depends on the seed; no
 * two runs are the same. A network is pruned and repaired before it is trained, so a run that trains towards one target has also
 * measured what there is without training, and no other run does that again.
 */
public record Grid(List<RunSpec> runs, List<Trial> trials) {
    private static final String NAME_PATTERN = "[^A-Za-z0-9._-]+";
    private static final int MAX_NAME = 63;

    public Grid {
        runs = List.copyOf(runs);
        trials = List.copyOf(trials);
    }

    public static Grid of(ComparisonSpec comparison) {
        Expansion expansion = new Expansion(comparison);
        // One seed after the other, so that a comparison that is broken off has some of everything.
        comparison.seeds().forEach(expansion::add);
        return new Grid(List.copyOf(expansion.runs.keySet()), expansion.trials);
    }

    private static List<List<Double>> targets(ComparisonSpec comparison) {
        List<Double> ratios = comparison.targets().ratios();
        return comparison.inTurn()
                ? List.of(ratios)
                : ratios.stream().map(List::of).toList();
    }

    private static final class Expansion {
        private final ComparisonSpec comparison;
        private final Map<RunSpec, Integer> runs = new LinkedHashMap<>();
        private final List<Trial> trials = new ArrayList<>();

        Expansion(ComparisonSpec comparison) {
            this.comparison = comparison;
        }

        void add(long seed) {
            boolean again = seed != comparison.seeds().get(0);
            for (Contender contender : comparison.criteria()) {
                for (List<Double> targets : targets(comparison)) {
                    for (Remedy remedy : comparison.repairs()) {
                        comparison.finetunings().stream()
                                .filter(training -> !again || chance(contender, training))
                                .forEach(training -> add(contender, targets, remedy, training, seed));
                    }
                }
            }
        }

        private static boolean chance(Contender contender, Training training) {
            return training.finetune() != null
                    || contender.importance().criterion().equals("random");
        }

        private void add(Contender contender, List<Double> targets, Remedy remedy, Training training, long seed) {
            Training measuredBy = training.finetune() == null && targets.size() == 1 ? anyTraining(training) : training;
            RunSpec spec = spec(contender, targets, remedy, measuredBy, seed);
            int run = runs.computeIfAbsent(spec, unseen -> runs.size());
            for (double target : targets) {
                Setting setting = new Setting(contender.label(), target, remedy.label(), training.label());
                trials.add(new Trial(setting, seed, run, measuredBy != training));
            }
        }

        private Training anyTraining(Training otherwise) {
            return comparison.finetunings().stream()
                    .filter(training -> training.finetune() != null)
                    .findFirst()
                    .orElse(otherwise);
        }

        private RunSpec spec(Contender contender, List<Double> targets, Remedy remedy, Training training, long seed) {
            RunSpec base = comparison.base();
            PruneSpec prune = requireNonNull(base.prune());
            return new RunSpec(
                    name(contender, targets, remedy, training, seed),
                    base.model(),
                    base.data(),
                    contender.importance(),
                    new PruneSpec(
                            new Target(comparison.targets().unit(), targets),
                            prune.iterations(),
                            prune.schedule(),
                            prune.maxRatioPerGroup(),
                            prune.roundTo(),
                            prune.skip(),
                            remedy.repair()),
                    training.finetune(),
                    seed,
                    base.threads(),
                    base.latency());
        }

        /** For people; what tells runs apart is the specification. */
        private String name(Contender contender, List<Double> targets, Remedy remedy, Training training, long seed) {
            String target = targets.size() == 1 ? "-" + targets.get(0) : "";
            String repair = remedy.repair() == null ? "" : "-" + remedy.label();
            String tuned = training.finetune() == null ? "" : "-" + training.label();
            String name = comparison.name() + "-" + contender.label() + target + repair + tuned + "-" + seed;
            String safe = name.replaceAll(NAME_PATTERN, "-");
            return safe.length() <= MAX_NAME ? safe : safe.substring(0, MAX_NAME);
        }
    }
}
