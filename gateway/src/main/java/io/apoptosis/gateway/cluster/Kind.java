package io.apoptosis.gateway.cluster;

import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.run.RunView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of workers, its share group at the broker, and what it has to do for a run. */
enum Kind {
    SCORER(Task.Kind.SCORE, "apoptosis-scorers"),
    PRUNER(Task.Kind.PRUNE, "apoptosis-pruners"),
    FINETUNER(Task.Kind.FINETUNE, "apoptosis-finetuners");

    /** Kind of the tasks of a state; a state that is not named here waits for no worker. */
    private static final List<String> ONE_TASK = List.of("EVALUATING", "PRUNING", "REPAIRING", "EXPORTING");

    private final Task.Kind tasks;
    private final String group;

    Kind(Task.Kind tasks, String group) {
        this.tasks = tasks;
        this.group = group;
    }

    String group() {
        return group;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind ofGroup(String group) {
        return Arrays.stream(values())
                .filter(kind -> kind.group.equals(group))
                .findFirst()
                .orElseThrow();
    }

    /** @param task id, for example {@code step-3/score/2} */
    static Kind ofTask(String task) {
        String work = task.substring(task.indexOf('/') + 1);
        if (work.startsWith("score")) {
            return SCORER;
        }
        return work.startsWith("finetune") ? FINETUNER : PRUNER;
    }

    /** Tasks of the run that this kind could do now, those under way included. */
    static Optional<Outstanding> outstanding(RunView view) {
        if (view.state().equals("SCORING")) {
            return Optional.of(new Outstanding(SCORER, shardsLeft(view)));
        }
        if (view.state().equals("FINETUNING")) {
            return Optional.of(new Outstanding(FINETUNER, 1));
        }
        return ONE_TASK.contains(view.state()) ? Optional.of(new Outstanding(PRUNER, 1)) : Optional.empty();
    }

    record Outstanding(Kind kind, int tasks) {}

    private static int shardsLeft(RunView view) {
        RunView.Progress progress = view.progress();
        return progress == null ? view.spec().importance().shards() : progress.total() - progress.done();
    }
}
