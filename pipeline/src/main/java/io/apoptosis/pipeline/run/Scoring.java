package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shards of a step are being scored, in any order.
 *
 * @param shards results so far, by shard: they are reduced in this order whatever order they came in
 */
public record Scoring(Run run, StepPlan plan, SortedMap<Integer, ObjectRef> shards, Watch watch) implements StepStage {
    public Scoring {
        shards = Collections.unmodifiableSortedMap(new TreeMap<>(shards));
    }

    static Scoring of(Run run, StepPlan plan) {
        return new Scoring(run, plan, new TreeMap<>(), Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof ShardScored scored
                        && scored.step() == plan.step()
                        && scored.shard() >= 0
                        && scored.shard() < total()
                        && !shards.containsKey(scored.shard())
                ? scored(scored, at)
                : this;
    }

    private Stage scored(ShardScored scored, Instant at) {
        SortedMap<Integer, ObjectRef> more = new TreeMap<>(shards);
        more.put(scored.shard(), scored.result());
        boolean last = more.size() == total();
        Run after = run.withCurrentStep(run.currentStep().scored(scored, at, last));
        return last
                ? Pruning.of(after, plan, List.copyOf(more.values()))
                : new Scoring(
                        after, plan, more, watch.without(task(scored.shard()).id()));
    }

    @Override
    public List<Task> missing() {
        List<Task> tasks = new ArrayList<>();
        for (int shard = 0; shard < total(); shard++) {
            if (!shards.containsKey(shard)) {
                tasks.add(task(shard));
            }
        }
        return tasks;
    }

    private Task task(int shard) {
        return new Task.Score(run.id(), plan.step(), shard, 1, run.lastCheckpoint(), run.spec());
    }

    @Override
    public Scoring with(Watch watch) {
        return new Scoring(run, plan, shards, watch);
    }

    @Override
    public Scoring with(Run run) {
        return new Scoring(run, plan, shards, watch);
    }

    @Override
    public String label() {
        return "SCORING";
    }

    @Override
    public int done() {
        return shards.size();
    }

    @Override
    public int total() {
        return run.spec().importance().shards();
    }

    @Override
    public String unit() {
        return "shards";
    }
}
