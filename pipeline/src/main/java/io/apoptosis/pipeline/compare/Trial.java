package io.apoptosis.pipeline.compare;

import io.apoptosis.pipeline.run.RunView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting under a seed, and where it is measured.
 *
 * @param run index of the run that measures it
 * @param beforeFinetuning the run goes on to fine-tune, and the trial is what it had before
 */
public record Trial(Setting setting, long seed, int run, boolean beforeFinetuning) {

    /** What the run found; empty where it was not completed. */
    public Optional<Outcome> outcome(RunView view) {
        if (!view.state().equals("COMPLETED")) {
            return Optional.empty();
        }
        return view.steps().stream()
                .filter(step -> step.targetRatio() == setting.target())
                .reduce((before, after) -> after)
                .flatMap(step -> outcome(view, step));
    }

    private Optional<Outcome> outcome(RunView view, RunView.Step step) {
        Double accuracy = beforeFinetuning ? untrained(step) : step.accuracy();
        return accuracy == null || step.macs() == null || step.parameters() == null
                ? Optional.empty()
                : Optional.of(new Outcome(
                        this,
                        view.id(),
                        accuracy,
                        step.macs(),
                        step.parameters(),
                        step.sparsity(),
                        step.kept(),
                        step.sparsityPerLayer()));
    }

    private static @Nullable Double untrained(RunView.Step step) {
        return step.accuracyAfterRepair() == null ? step.accuracyAfterPruning() : step.accuracyAfterRepair();
    }
}
