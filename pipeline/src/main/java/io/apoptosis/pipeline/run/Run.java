package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.trace.RunTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows in every state.
 *
 * @param version counts the changes of its state
 * @param checkpoint the dense network
 * @param dense its measurement, once made
 * @param steps those begun, in order
 * @param done the last {@value #REMEMBERED} tasks that have their result, oldest first
 * @param firstAttempt number of a task's first attempt: above 1 once a step was done again, so that late word of what it was before is told
 *     apart
 * @param highestAttempt that any task with a result was at
 * @param trace that it is told in; null where none was wanted when it was submitted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
        String id,
        RunSpec spec,
        Checkpoint checkpoint,
        Instant submittedAt,
        Instant updatedAt,
        long version,
        Handling handling,
        @Nullable Measurement dense,
        List<StepOutcome> steps,
        List<TaskDone> done,
        Integer firstAttempt,
        Integer highestAttempt,
        @Nullable RunTrace trace) {
    /** The state is written with every message: it must not grow with the number of shards. */
    static final int REMEMBERED = 64;

    public Run {
        handling = Objects.requireNonNullElse(handling, Handling.DEFAULT);
        steps = List.copyOf(steps);
        done = List.copyOf(done);
        firstAttempt = Objects.requireNonNullElse(firstAttempt, 1);
        highestAttempt = Objects.requireNonNullElse(highestAttempt, 1);
    }

    static Run of(SubmitRun command, @Nullable String traceparent) {
        return new Run(
                command.runId(),
                command.spec(),
                command.checkpoint(),
                command.at(),
                command.at(),
                1,
                command.handling(),
                null,
                List.of(),
                List.of(),
                1,
                1,
                traceparent == null ? null : new RunTrace(traceparent, command.at()));
    }

    Run touched(Instant at) {
        return with(draft -> {
            draft.updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
            draft.version = version + 1;
        });
    }

    Run evaluated(Measurement dense) {
        return with(draft -> draft.dense = dense);
    }

    Run finished(TaskDone task) {
        List<TaskDone> tasks = new ArrayList<>(done.subList(Math.max(0, done.size() + 1 - REMEMBERED), done.size()));
        tasks.add(task);
        return with(draft -> {
            draft.done = tasks;
            draft.highestAttempt = Math.max(highestAttempt, task.attempt());
        });
    }

    /** After it had stopped. A deadline that has passed is forgotten: a person wants the run to go on nevertheless. */
    Run goingOn(Instant now) {
        return with(draft -> {
            draft.handling = isOverdue(now) ? handling.withoutDeadline() : handling;
            draft.trace = trace == null ? null : trace.goingOn(now);
        });
    }

    boolean isOverdue(Instant now) {
        Instant deadline = handling.deadline();
        return deadline != null && !now.isBefore(deadline);
    }

    /** The network as the last finished pruning or fine-tuning left it. */
    Checkpoint lastCheckpoint() {
        Checkpoint last = checkpoint;
        for (StepOutcome step : steps) {
            Checkpoint after = step.checkpoint();
            last = after == null ? last : after;
        }
        return last;
    }

    @Nullable
    Measurement lastMeasurement() {
        Measurement last = dense;
        for (StepOutcome step : steps) {
            Measurement after = step.measured();
            last = after == null ? last : after;
        }
        return last;
    }

    /** Whether what the step has pruned is repaired before it is trained. */
    boolean repairs(StepPlan plan) {
        PruneSpec prune = spec.prune();
        return prune != null && prune.repairsAfter(plan.step());
    }

    /** The step's fine-tuning where it has one, from its network as it is now, else the next step. */
    Stage tunedOrNext(StepPlan plan, Instant at) {
        return plan.finetune() ? Finetuning.of(this, plan, lastCheckpoint()) : nextStep(at);
    }

    /** The next step of the schedule, or the export when all are done. */
    Stage nextStep(Instant at) {
        List<StepPlan> schedule = Schedule.of(spec);
        if (steps.size() == schedule.size()) {
            return Exporting.of(this);
        }
        StepPlan plan = schedule.get(steps.size());
        List<StepOutcome> begun = new ArrayList<>(steps);
        begun.add(StepOutcome.started(plan, at));
        return Scoring.of(withSteps(begun), plan);
    }

    /** As it was when the step was to begin, but for the attempts, which go on from the highest there was. */
    Run before(int step, Watch watch) {
        int highest = Math.max(highestAttempt, watch.highestAttempt());
        return with(draft -> {
            draft.steps = steps.subList(0, step - 1);
            draft.done = done.stream().filter(task -> task.step() < step).toList();
            draft.firstAttempt = highest + 1;
            draft.highestAttempt = highest;
        });
    }

    StepOutcome currentStep() {
        return steps.get(steps.size() - 1);
    }

    Run withCurrentStep(StepOutcome outcome) {
        List<StepOutcome> changed = new ArrayList<>(steps);
        changed.set(changed.size() - 1, outcome);
        return withSteps(changed);
    }

    private Run withSteps(List<StepOutcome> steps) {
        return with(draft -> draft.steps = steps);
    }

    private Run with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Run(
                id,
                spec,
                checkpoint,
                submittedAt,
                draft.updatedAt,
                draft.version,
                draft.handling,
                draft.dense,
                draft.steps,
                draft.done,
                draft.firstAttempt,
                draft.highestAttempt,
                draft.trace);
    }

    /** What of a run changes as it goes on. */
    private static final class Draft {
        private Instant updatedAt;
        private long version;
        private Handling handling;
        private @Nullable Measurement dense;
        private List<StepOutcome> steps;
        private List<TaskDone> done;
        private int firstAttempt;
        private int highestAttempt;
        private @Nullable RunTrace trace;

        private Draft(Run run) {
            updatedAt = run.updatedAt;
            version = run.version;
            handling = run.handling;
            dense = run.dense;
            steps = run.steps;
            done = run.done;
            firstAttempt = run.firstAttempt;
            highestAttempt = run.highestAttempt;
            trace = run.trace;
        }
    }
}
