package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.NetworkRepaired;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;

/**
 * A step's pruned network is being solved to give what the last trained network gave.
 *
 * @param checkpoint the network as it was pruned
 */
public record Repairing(Run run, StepPlan plan, Checkpoint checkpoint, Watch watch) implements SingleTask, StepStage {

    static Repairing of(Run run, StepPlan plan, Checkpoint pruned) {
        return new Repairing(run, plan, pruned, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof NetworkRepaired repaired && repaired.step() == plan.step()
                ? repaired(repaired, at)
                : this;
    }

    private Stage repaired(NetworkRepaired repaired, Instant at) {
        return run.withCurrentStep(run.currentStep().repaired(repaired, at)).tunedOrNext(plan, at);
    }

    /** Earlier steps without training are repaired towards the same reference: their errors don't build up. */
    @Override
    public Task task() {
        Checkpoint reference = run.checkpoint();
        int since = 0;
        for (StepOutcome step : run.steps()) {
            Checkpoint trained = step.plan().finetune() && step.plan().step() < plan.step() ? step.checkpoint() : null;
            if (trained != null) {
                reference = trained;
                since = step.plan().step();
            }
        }
        return new Task.Repair(run.id(), plan.step(), 1, checkpoint, reference, since, run.spec());
    }

    @Override
    public Repairing with(Watch watch) {
        return new Repairing(run, plan, checkpoint, watch);
    }

    @Override
    public Repairing with(Run run) {
        return new Repairing(run, plan, checkpoint, watch);
    }

    @Override
    public String label() {
        return "REPAIRING";
    }
}
