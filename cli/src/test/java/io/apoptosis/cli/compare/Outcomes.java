package io.apoptosis.cli.compare;

import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import io.apoptosis.pipeline.compare.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outcomes for tests: seeds 1, 2, … in the order of the accuracies. */
final class Outcomes {
    private final List<Outcome> all = new ArrayList<>();

    Outcomes with(String criterion, String finetune, double... accuracies) {
        for (int i = 0; i < accuracies.length; i++) {
            Trial trial = new Trial(new Setting(criterion, 0.5, "none", finetune), i + 1, all.size(), false);
            all.add(new Outcome(trial, "run-" + all.size(), accuracies[i], 500 + i, 50, Map.of("conv1", 8 + i)));
        }
        return this;
    }

    List<Outcome> list() {
        return List.copyOf(all);
    }
}
