package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import java.util.ArrayList;
import java.util.List;

/** The pruning steps of a specification: {@code iterations} steps towards each listed ratio, fine-tuning once it is reached. */
public final class Schedule {
    private Schedule() {}

    /** Empty where the specification has no prune part: the network is measured and exported as it is. */
    public static List<StepPlan> of(RunSpec spec) {
        PruneSpec prune = spec.prune();
        if (prune == null) {
            return List.of();
        }
        FinetuneSpec finetune = spec.finetune();
        boolean tunes = finetune != null && finetune.epochs() > 0;
        List<StepPlan> plans = new ArrayList<>();
        double from = prune.target().none();
        for (double target : prune.target().ratios()) {
            for (int k = 1; k <= prune.iterations(); k++) {
                boolean reached = k == prune.iterations();
                double ratio = reached ? target : between(prune, from, target, (double) k / prune.iterations());
                plans.add(new StepPlan(plans.size() + 1, ratio, reached && tunes));
            }
            from = target;
        }
        return List.copyOf(plans);
    }

    /** A sparsity rises as what it leaves falls. */
    private static double between(PruneSpec prune, double from, double to, double fraction) {
        return prune.sparse()
                ? 1 - between(prune.schedule(), 1 - from, 1 - to, fraction)
                : between(prune.schedule(), from, to, fraction);
    }

    private static double between(String schedule, double from, double to, double fraction) {
        return switch (schedule) {
            case "exponential" -> from * Math.pow(to / from, fraction);
            case "linear" -> from + (to - from) * fraction;
            default ->
                throw new IllegalArgumentException("unknown schedule " + schedule + "; use exponential or linear");
        };
    }
}
