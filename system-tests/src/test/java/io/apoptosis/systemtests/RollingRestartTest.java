package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.TaskView;
import io.apoptosis.standalone.StandaloneCluster;
import io.apoptosis.systemtests.WorkerLog.Begun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to every service, one by one, each while its work is under way: the run ends well, and nothing but that work is done again. */
@Tag("nightly")
class RollingRestartTest {
    private static final Set<String> WORKERS = Set.of("scorer-1", "scorer-2", "finetuner", "pruner");

    @Test
    void aRunSurvivesTheRollingOfEveryService(@TempDir Path folder) throws Exception {
        Rolling rolling = new Rolling();
        new ClusterRun(folder).with(2, rolling);

        List<Begun> begun = WorkerLog.read(folder.resolve("data/logs"));
        List<Begun> left = begun.stream().filter(task -> !task.done()).toList();
        Map<String, Long> times = begun.stream().collect(Collectors.groupingBy(Begun::task, Collectors.counting()));
        Map<String, Long> timesLeft = left.stream().collect(Collectors.groupingBy(Begun::task, Collectors.counting()));

        assertThat(rolling.rolled).containsAll(WORKERS).contains("gateway").hasSize(5);
        assertThat(left).as("tasks under way in a worker as it stopped").isNotEmpty();
        assertThat(left)
                .extracting(Begun::worker)
                .as("a worker has one task in flight, and was stopped once")
                .doesNotHaveDuplicates()
                .isSubsetOf(WORKERS);
        assertThat(times)
                .hasSizeGreaterThan(20)
                .allSatisfy((task, count) -> assertThat(count)
                        .as("%s is begun once, and once more each time it was left", task)
                        .isEqualTo(1 + timesLeft.getOrDefault(task, 0L)));
        assertThat(begun)
                .filteredOn(Begun::done)
                .extracting(Begun::task)
                .as("what is done is done")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(times.keySet());
        assertThat(begun)
                .extracting(Begun::attempt)
                .as("released, not missed: the workers saw first attempts only")
                .containsOnly(1);
        assertThat(rolling.lastOfEachRun.values())
                .as("and so did the fold")
                .hasSize(2)
                .allSatisfy(view ->
                        assertThat(view.tasks()).extracting(TaskView::attempt).containsOnly(1));
    }

    /** Each service once, at a moment at which it has something to do. */
    private static final class Rolling implements BiConsumer<RunView, StandaloneCluster> {
        private static final Map<String, String> MOMENTS = Map.of(
                "scoring 1", "scorer-1",
                "scoring 2", "scorer-2",
                "finetuning 2", "finetuner",
                "pruning 2", "gateway",
                "exporting 2", "pruner");
        private final Set<String> rolled = new TreeSet<>();
        private final Map<String, RunView> lastOfEachRun = new HashMap<>();

        @Override
        public void accept(RunView view, StandaloneCluster cluster) {
            lastOfEachRun.put(view.id(), view);
            String service = MOMENTS.get(
                    view.state().toLowerCase(Locale.ROOT) + " " + view.steps().size());
            if (service != null && isAtWork(service, view) && rolled.add(service)) {
                ProcessHandle.of(cluster.processes().get(service)).ifPresent(ProcessHandle::destroy);
            }
        }

        /** A gateway always is. */
        private static boolean isAtWork(String service, RunView view) {
            return service.equals("gateway")
                    || view.tasks().stream()
                            .anyMatch(task -> task.state().equals("running") && service.equals(task.worker()));
        }
    }
}
