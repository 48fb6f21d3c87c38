package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.SliceFinetuned;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pruned network is being trained, one slice (an epoch) after the other.
 *
 * @param checkpoint the network as it was pruned
 * @param slice under way, from 0
 * @param training state the previous slice left; null before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finetuning(
        Run run,
        StepPlan plan,
        Checkpoint checkpoint,
        int slice,
        @Nullable ObjectRef training,
        Watch watch) implements StepStage {

    static Finetuning of(Run run, StepPlan plan, Checkpoint pruned) {
        return new Finetuning(run, plan, pruned, 0, null, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof SliceFinetuned tuned && tuned.step() == plan.step() && tuned.slice() == slice
                ? tuned(tuned, at)
                : this;
    }

    private Stage tuned(SliceFinetuned tuned, Instant at) {
        Run after = run.withCurrentStep(run.currentStep().tuned(tuned, at));
        return slice + 1 == total()
                ? after.nextStep(at)
                : new Finetuning(after, plan, checkpoint, slice + 1, tuned.state(), Watch.NONE);
    }

    @Override
    public List<Task> missing() {
        return List.of(new Task.Finetune(run.id(), plan.step(), slice, 1, checkpoint, training, run.spec()));
    }

    @Override
    public Finetuning with(Watch watch) {
        return new Finetuning(run, plan, checkpoint, slice, training, watch);
    }

    @Override
    public Finetuning with(Run run) {
        return new Finetuning(run, plan, checkpoint, slice, training, watch);
    }

    @Override
    public String label() {
        return "FINETUNING";
    }

    @Override
    public int done() {
        return slice;
    }

    @Override
    public int total() {
        return Objects.requireNonNull(run.spec().finetune(), "fine-tuning a run without a finetune part")
                .epochs();
    }

    @Override
    public String unit() {
        return "epochs";
    }
}
