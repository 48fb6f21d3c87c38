package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.terminal.JsonLines;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.run.ClusterView;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who works at what, and what waits. */
@Command(
        name = "cluster",
        description = "Lists the workers, what they do, and what waits for them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis cluster --server http://localhost:8080",
            "  apoptosis cluster --json | jq '.queues[] | {kind, waiting}'"
        })
public final class ClusterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Connection connection;

    @Option(names = "--json", description = "JSON for programs.")
    private boolean json;

    public ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Session session = connection.open(terminal)) {
            ClusterView cluster = session.client().cluster();
            if (json) {
                new JsonLines(terminal.out()).line(cluster);
            } else {
                print(cluster, terminal.out());
            }
            return ExitCode.OK;
        }
    }

    static void print(ClusterView cluster, PrintStream out) {
        TextTable workers = TextTable.header("worker", "kind", "run", "task", "attempt", "done");
        for (ClusterView.Worker worker : cluster.workers()) {
            workers.row(cells(worker));
        }
        out.print(workers.render());
        out.println(cluster.complete() ? "" : "the broker does not answer: only workers at work are listed\n");
        TextTable queues =
                TextTable.header("queue", "waiting", "under way", "workers", "done a minute", "mean seconds");
        for (ClusterView.Queue queue : cluster.queues()) {
            queues.row(
                    queue.kind(),
                    String.valueOf(queue.waiting()),
                    String.valueOf(queue.busy()),
                    String.valueOf(queue.workers()),
                    decimal(queue.donePerMinute()),
                    queue.meanSeconds() == null ? "–" : decimal(queue.meanSeconds()));
        }
        out.print(queues.render());
        if (cluster.queuedRuns() > 0) {
            out.println("runs that wait for their owner's turn: " + cluster.queuedRuns());
        }
    }

    private static List<String> cells(ClusterView.Worker worker) {
        ClusterView.Work work = worker.work();
        return work == null
                ? List.of(worker.name(), worker.kind(), "idle", "", "", "")
                : List.of(
                        worker.name(),
                        worker.kind(),
                        work.run(),
                        work.task(),
                        String.valueOf(work.attempt()),
                        Math.round(100 * work.fraction()) + " %");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
