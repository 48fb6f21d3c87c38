package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to every service, one by one, each while its work is under way: the run ends well and little is done twice. */
@Tag("nightly")
class RollingRestartTest {
    private static final Pattern START = Pattern.compile("(step-\\S+) of run \\S+, attempt (\\d+)");

    @Test
    void aRunSurvivesTheRollingOfEveryService(@TempDir Path folder) throws Exception {
        Rolling rolling = new Rolling();
        new ClusterRun(folder).with(2, rolling);

        assertThat(rolling.rolled).containsExactlyInAnyOrder("scorer-1", "scorer-2", "finetuner", "pruner", "gateway");
        List<Matcher> starts = starts(folder.resolve("data/logs"));
        Map<String, Integer> times = new HashMap<>();
        starts.forEach(start -> times.merge(start.group(1), 1, Integer::sum));
        assertThat(times)
                .hasSizeGreaterThan(10)
                .allSatisfy((task, count) -> assertThat(count).as(task).isLessThanOrEqualTo(2));
        assertThat(times.values().stream().filter(count -> count > 1).count())
                .as("tasks begun twice, of the four that were under way in a worker")
                .isLessThanOrEqualTo(4);
        assertThat(starts)
                .as("released, not missed")
                .allMatch(start -> start.group(2).equals("1"));
    }

    private static List<Matcher> starts(Path logs) throws IOException {
        List<Matcher> starts = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.toList()) {
                for (String line : Files.readAllLines(log)) {
                    Matcher matcher = START.matcher(line);
                    if (matcher.find()) {
                        starts.add(matcher);
                    }
                }
            }
        }
        return starts;
    }

    /** Each service once, in a stage and step in which it has something to do. */
    private static final class Rolling implements BiConsumer<RunView, StandaloneCluster> {
        private static final Map<String, String> MOMENTS = Map.of(
                "scoring 1", "scorer-1",
                "finetuning 1", "finetuner",
                "finetuning 2", "finetuner",
                "scoring 2", "scorer-2",
                "pruning 2", "gateway",
                "exporting 2", "pruner");
        private final Set<String> rolled = new TreeSet<>();

        @Override
        public void accept(RunView view, StandaloneCluster cluster) {
            String service = MOMENTS.get(
                    view.state().toLowerCase(Locale.ROOT) + " " + view.steps().size());
            if (service != null && rolled.add(service)) {
                ProcessHandle.of(cluster.processes().get(service)).ifPresent(ProcessHandle::destroy);
            }
        }
    }
}
