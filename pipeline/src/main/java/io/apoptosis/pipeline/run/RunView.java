package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outside sees of a run: the value of {@code apoptosis.runs}, the answer of {@code GET /api/v1/runs/ID}, the data of its SSE
 * events, and (less the progress) run.json.
 *
 * @param state QUEUED, EVALUATING, SCORING, PRUNING, REPAIRING, FINETUNING, EXPORTING, CLEANING, PAUSED, COMPLETED, FAILED or CANCELLED
 * @param version counts the view's changes; the SSE id
 * @param totalSteps how many pruning steps the schedule has
 * @param tasks the last ones done, oldest first, then those under way
 * @param progress of the stage the run is in; null before the first sign of life and after the end
 * @param files name to object, once COMPLETED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String id,
        String name,
        String state,
        long version,
        Instant submittedAt,
        Instant updatedAt,
        RunSpec spec,
        int totalSteps,
        @Nullable Measurement dense,
        List<Step> steps,
        List<TaskView> tasks,
        @JsonProperty("final") @Nullable Measurement result,
        @Nullable Progress progress,
        @Nullable Failure failure,
        Map<String, ObjectRef> files,
        Handling handling) {
    public RunView {
        handling = Objects.requireNonNullElse(handling, Handling.DEFAULT);
    }

    public static RunView of(RunState state) {
        Run run = state.run();
        return new RunView(
                run.id(),
                run.spec().name(),
                state.label(),
                run.version(),
                run.submittedAt(),
                run.updatedAt(),
                run.spec(),
                Schedule.of(run.spec()).size(),
                run.dense(),
                run.steps().stream().map(Step::of).toList(),
                TaskView.of(state),
                state instanceof Completed ? run.lastMeasurement() : null,
                Progress.of(state),
                state instanceof Failed failed ? failed.failure() : null,
                state instanceof Completed completed ? completed.files() : Map.of(),
                run.handling());
    }

    /** What is known of the network as it is now: of the last step that is measured, else of the dense one. */
    public Optional<Measurement> latest() {
        return steps.stream()
                .flatMap(step -> step.measured().stream())
                .reduce((before, after) -> after)
                .or(() -> Optional.ofNullable(dense));
    }

    /** Nothing follows, unless a person resumes a failed run. */
    public boolean ended() {
        return List.of("COMPLETED", "FAILED", "CANCELLED").contains(state);
    }

    /**
     * A finished or current step; accuracy and loss are those after fine-tuning where the step has one, else after repair or pruning.
     *
     * @param sparsity share of the weights of convolutions and linear layers that are zero; null where whole channels are pruned
     * @param kept output channels left per layer
     * @param sparsityPerLayer the same of each layer, right after pruning
     * @param epochs of the fine-tuning so far
     * @param seconds from the step's first task to its last event
     * @param times where its workers' time went; null before its shards are scored, and where nobody kept count
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            int step,
            double targetRatio,
            @Nullable Double accuracyAfterPruning,
            @Nullable Double accuracyAfterRepair,
            @Nullable Double lossAfterPruning,
            @Nullable Double accuracy,
            @Nullable Double loss,
            @Nullable Long macs,
            @Nullable Long parameters,
            @Nullable Double sparsity,
            Map<String, Integer> kept,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> sparsityPerLayer,
            List<StepOutcome.Epoch> epochs,
            double seconds,
            StepTimes.@Nullable Split times) {
        public Step {
            sparsityPerLayer = Objects.requireNonNullElse(sparsityPerLayer, Map.of());
        }

        /** Of a run that prunes whole channels. */
        public Step(
                int step,
                double targetRatio,
                @Nullable Double accuracyAfterPruning,
                @Nullable Double accuracyAfterRepair,
                @Nullable Double lossAfterPruning,
                @Nullable Double accuracy,
                @Nullable Double loss,
                @Nullable Long macs,
                @Nullable Long parameters,
                Map<String, Integer> kept,
                List<StepOutcome.Epoch> epochs,
                double seconds) {
            this(
                    step,
                    targetRatio,
                    accuracyAfterPruning,
                    accuracyAfterRepair,
                    lossAfterPruning,
                    accuracy,
                    loss,
                    macs,
                    parameters,
                    null,
                    kept,
                    Map.of(),
                    epochs,
                    seconds,
                    null);
        }

        Optional<Measurement> measured() {
            return accuracy == null || loss == null || macs == null || parameters == null
                    ? Optional.empty()
                    : Optional.of(new Measurement(accuracy, loss, macs, parameters, sparsity));
        }

        static Step of(StepOutcome outcome) {
            Measurement pruned = outcome.afterPruning();
            Measurement repaired = outcome.afterRepair();
            Measurement now = outcome.measured();
            return new Step(
                    outcome.plan().step(),
                    outcome.plan().targetRatio(),
                    pruned == null ? null : pruned.accuracy(),
                    repaired == null ? null : repaired.accuracy(),
                    pruned == null ? null : pruned.loss(),
                    now == null ? null : now.accuracy(),
                    now == null ? null : now.loss(),
                    now == null ? null : now.macs(),
                    now == null ? null : now.parameters(),
                    now == null ? null : now.sparsity(),
                    outcome.kept(),
                    outcome.sparsity(),
                    outcome.epochs(),
                    outcome.seconds(),
                    outcome.times().split());
        }
    }

    /** {@code done} of {@code total} tasks of the stage are finished; {@code fraction} counts what is under way as well. */
    public record Progress(String stage, int step, int done, int total, String unit, double fraction) {

        static @Nullable Progress of(RunState state) {
            if (!(state instanceof Open open)) {
                return null;
            }
            Stage stage = open.stage();
            return started(stage)
                    ? new Progress(
                            stage.label(), stage.step(), stage.done(), stage.total(), stage.unit(), fraction(stage))
                    : null;
        }

        private static boolean started(Stage stage) {
            return stage.done() > 0
                    || stage.watch().tasks().values().stream().anyMatch(handed -> handed.seenAt() != null);
        }

        private static double fraction(Stage stage) {
            double underWay = stage.watch().tasks().values().stream()
                    .mapToDouble(Handed::fraction)
                    .sum();
            return Math.min(1.0, (stage.done() + underWay) / stage.total());
        }
    }

    /**
     * Why a run stopped.
     *
     * @param category {@code bad-input}, {@code numeric}, {@code store}, {@code broker}, {@code memory}, {@code worker-lost},
     *     {@code deadline} or {@code internal}
     * @param shard null where the task is not one of several
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String category, int step, @Nullable Integer shard, String task, String cause, String nextAction) {

        static Failure of(Stage stage, String task, String category, String cause, String nextAction) {
            Integer shard = stage.missing().stream()
                    .filter(missing -> missing.id().equals(task) && missing instanceof Task.Score)
                    .map(missing -> ((Task.Score) missing).shard())
                    .findFirst()
                    .orElse(null);
            return new Failure(category, stage.step(), shard, task, cause, nextAction);
        }
    }
}
