package io.apoptosis.systemtests.scale;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.DenseEvaluated;
import io.apoptosis.pipeline.message.Task;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** When the scoring of each run could begin, when the first and the last of it was there, and who did how many shards. */
final class Stopwatch {
    private final Map<String, Long> evaluated = new ConcurrentHashMap<>();
    private final Map<String, Long> firstTaken = new ConcurrentHashMap<>();
    private final Map<String, Long> scored = new ConcurrentHashMap<>();
    private final Map<String, Integer> shards = new ConcurrentHashMap<>();

    /** The dense network is measured: from here on the cluster may score. */
    void said(Event event) {
        if (event instanceof DenseEvaluated) {
            evaluated.putIfAbsent(event.runId(), System.nanoTime());
        }
    }

    /** A pruner that takes a step's pruning has all its shards. */
    void taken(Task task, String worker) {
        if (task instanceof Task.Score) {
            firstTaken.putIfAbsent(task.runId(), System.nanoTime());
            shards.merge(worker, 1, Integer::sum);
        } else if (task instanceof Task.Prune) {
            scored.putIfAbsent(task.runId(), System.nanoTime());
        }
    }

    /** From the measured dense network to a pruner that has all sums. */
    Duration scoring(String run) {
        return Duration.ofNanos(scored.get(run) - evaluated.get(run));
    }

    /** From the measured dense network to the first shard in a worker's hands. */
    Duration untilFirst(String run) {
        return Duration.ofNanos(firstTaken.get(run) - evaluated.get(run));
    }

    /** By worker. */
    Map<String, Integer> shards() {
        return new TreeMap<>(shards);
    }
}
