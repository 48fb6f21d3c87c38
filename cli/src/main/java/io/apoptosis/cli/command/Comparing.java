package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.Campaign;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.client.Submission;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.cli.compare.CompareCsv;
import io.apoptosis.cli.compare.CompareJson;
import io.apoptosis.cli.compare.Tally;
import io.apoptosis.cli.local.ComparisonFile;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.terminal.CampaignDisplay;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.Comparison;
import io.apoptosis.core.report.ComparisonHtml;
import io.apoptosis.core.report.ComparisonTable;
import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.compare.Grid;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import java.nio.file.Path;
import java.util.List;

/** Runs a comparison's grid to its end and shows what came out, as far as it did. */
record Comparing(GatewayClient client, Submission submission, Terminal terminal) {

    /** Returns the exit code. */
    int run(ComparisonFile file, int atOnce, Path folder) {
        RunSpec uploaded = Uploads.telling(client, terminal.err()::println)
                .uploaded(file.spec().base());
        Grid grid = Grid.of(file.spec().withBase(uploaded));
        terminal.err()
                .printf(
                        "%d runs for %d results; watch them at %s%n",
                        grid.runs().size(), grid.trials().size(), client.server());
        List<RunView> ends = toEnd(grid, atOnce);
        List<RunView> completed =
                ends.stream().filter(end -> end.state().equals("COMPLETED")).toList();
        if (!completed.isEmpty()) {
            Tally tally = new Tally(grid.trials().stream()
                    .flatMap(trial -> trial.outcome(ends.get(trial.run())).stream())
                    .toList());
            conclude(comparison(file, completed.get(0), tally), tally, folder);
        }
        int missing = ends.size() - completed.size();
        if (missing == 0) {
            return ExitCode.OK;
        }
        terminal.err()
                .printf(
                        "apoptosis: %d of %d runs have not completed; the same command tries them again%n",
                        missing, ends.size());
        return ExitCode.FAILED;
    }

    private List<RunView> toEnd(Grid grid, int atOnce) {
        try (CampaignDisplay display = new CampaignDisplay(
                terminal.err(), terminal.interactive(), grid.runs().size())) {
            return new Campaign(client, submission, atOnce).toEnd(grid.runs(), display::show);
        } catch (Interrupted e) {
            terminal.err().println("the same command again goes on with what is missing");
            throw e;
        }
    }

    private Comparison comparison(ComparisonFile file, RunView any, Tally tally) {
        Measurement dense = any.dense();
        return new Comparison(
                file.spec().name(),
                dense == null
                        ? new Measured(Double.NaN, Double.NaN, 0, 0)
                        : new Measured(
                                dense.accuracy(), dense.loss(), dense.macs(), dense.parameters(), dense.sparsity()),
                client.layers(any.id()),
                tally.entries(),
                tally.findings(),
                file.text());
    }

    private void conclude(Comparison comparison, Tally tally, Path folder) {
        String table = TextTable.of(ComparisonTable.header(comparison), ComparisonTable.rows(comparison))
                .render();
        terminal.out().print("\n" + table + "\n");
        comparison.findings().forEach(terminal.out()::println);
        OutputFile.write(folder.resolve("compare.csv"), CompareCsv.write(tally.outcomes(), comparison.dense()));
        OutputFile.write(folder.resolve("compare.json"), CompareJson.write(comparison, tally));
        OutputFile.write(folder.resolve("compare.html"), ComparisonHtml.write(comparison));
        terminal.out().println("Results in " + folder + ": compare.csv, compare.html, compare.json");
    }
}
