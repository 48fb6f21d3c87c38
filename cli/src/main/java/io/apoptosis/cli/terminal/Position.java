package io.apoptosis.cli.terminal;

import io.apoptosis.pipeline.run.RunView;
import java.util.List;

/**
 * Where a run is.
 *
 * @param step 0 for the dense network
 * @param fraction of the stage, tasks under way included
 */
record Position(String state, int step, int totalSteps, int done, int total, String unit, double fraction) {

    static Position of(RunView view) {
        RunView.Progress progress = view.progress();
        if (progress != null) {
            return new Position(
                    view.state(),
                    progress.step(),
                    view.totalSteps(),
                    progress.done(),
                    progress.total(),
                    progress.unit(),
                    progress.fraction());
        }
        List<RunView.Step> steps = view.steps();
        int step = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).step();
        return new Position(view.state(), step, view.totalSteps(), 0, 0, "", 0);
    }

    /** {@code step 2/5 score}. */
    String stage() {
        String doing = switch (state) {
            case "EVALUATING" -> "dense network";
            case "SCORING" -> "score";
            case "PRUNING" -> "prune";
            case "REPAIRING" -> "repair";
            case "FINETUNING" -> "fine-tune";
            case "EXPORTING" -> "export";
            case "CLEANING" -> "clean up";
            default -> state.toLowerCase(java.util.Locale.ROOT);
        };
        return within() ? "step %d/%d %s".formatted(step, totalSteps, doing) : doing;
    }

    private boolean within() {
        return switch (state) {
            case "SCORING", "PRUNING", "REPAIRING", "FINETUNING" -> true;
            default -> false;
        };
    }
}
