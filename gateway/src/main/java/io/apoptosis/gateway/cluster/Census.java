package io.apoptosis.gateway.cluster;

import io.apoptosis.gateway.cluster.Members.Member;
import io.apoptosis.pipeline.run.ClusterView;
import io.apoptosis.pipeline.run.ClusterView.Queue;
import io.apoptosis.pipeline.run.ClusterView.Work;
import io.apoptosis.pipeline.run.ClusterView.Worker;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the cluster's view of the broker's list of workers and the runs' views, which are the same on every gateway. */
final class Census {
    /** Signs of life come every ten seconds at least. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    static final Duration WINDOW = Duration.ofMinutes(5);

    private Census() {}

    /** @param members empty where the broker does not say */
    static ClusterView take(Optional<List<Member>> members, List<RunView> views, Instant now) {
        Map<Member, Work> work = new HashMap<>();
        views.stream().filter(view -> !view.ended()).forEach(view -> work.putAll(underWay(view, now)));
        List<Worker> workers = Stream.concat(members.stream().flatMap(List::stream), work.keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(Member::kind).thenComparing(Member::name))
                .map(member -> new Worker(member.kind().label(), member.name(), work.get(member)))
                .toList();
        List<Queue> queues = Arrays.stream(Kind.values())
                .map(kind -> queue(kind, workers, views, now))
                .toList();
        int queuedRuns = (int)
                views.stream().filter(view -> view.state().equals("QUEUED")).count();
        return new ClusterView(now, members.isPresent(), workers, queues, queuedRuns);
    }

    private static Map<Member, Work> underWay(RunView view, Instant now) {
        Map<Member, Work> work = new HashMap<>();
        for (TaskView task : running(view).toList()) {
            String worker = task.worker();
            Instant seen = task.at();
            if (worker != null && seen != null && seen.isAfter(now.minus(SILENCE))) {
                work.put(
                        new Member(Kind.ofTask(task.task()), worker),
                        new Work(view.id(), view.name(), task.task(), task.attempt(), task.fraction(), seen));
            }
        }
        return work;
    }

    private static Stream<TaskView> running(RunView view) {
        return view.tasks().stream().filter(task -> task.state().equals("running"));
    }

    private static Queue queue(Kind kind, List<Worker> workers, List<RunView> views, Instant now) {
        List<Worker> own = workers.stream()
                .filter(worker -> worker.kind().equals(kind.label()))
                .toList();
        List<Double> seconds = secondsOf(kind, views, now.minus(WINDOW));
        return new Queue(
                kind.label(),
                own.size(),
                (int) own.stream().filter(worker -> worker.work() != null).count(),
                views.stream().mapToInt(view -> waiting(kind, view)).sum(),
                (double) seconds.size() / WINDOW.toMinutes(),
                seconds.isEmpty()
                        ? null
                        : seconds.stream().mapToDouble(Double::doubleValue).sum() / seconds.size());
    }

    /** Of the tasks that were done since then. */
    private static List<Double> secondsOf(Kind kind, List<RunView> views, Instant since) {
        List<Double> seconds = new ArrayList<>();
        for (RunView view : views) {
            for (TaskView task : view.tasks()) {
                Double took = task.seconds();
                Instant at = task.at();
                if (took != null && at != null && at.isAfter(since) && Kind.ofTask(task.task()) == kind) {
                    seconds.add(took);
                }
            }
        }
        return seconds;
    }

    private static int waiting(Kind kind, RunView view) {
        int outstanding = Kind.outstanding(view)
                .filter(some -> some.kind() == kind)
                .map(Kind.Outstanding::tasks)
                .orElse(0);
        return Math.max(0, outstanding - (int) running(view).count());
    }
}
