package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.Failure;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.terminal.Outcome;
import io.apoptosis.cli.terminal.RunDisplay;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows a run until it ends, then its table, its files or its failure. */
record Following(GatewayClient client, Terminal terminal, Voice voice) {

    RunView toEnd(String id) {
        try (RunDisplay display = voice.display(terminal)) {
            return new RunWatch(client).follow(id, display::show);
        }
    }

    /** Prints how it ended and returns the exit code. */
    int conclude(RunView run, Path out) {
        String table = Outcome.table(run);
        if (!table.isEmpty()) {
            voice.results(terminal).print("\n" + table + "\n");
        }
        if (run.state().equals("COMPLETED")) {
            fetch(run, out);
            voice.results(terminal)
                    .println("Results in " + out + ": "
                            + String.join(", ", run.files().keySet()));
            return ExitCode.OK;
        }
        RunView.Failure failure = run.failure();
        if (failure == null) {
            terminal.err().println("apoptosis: the run " + run.id() + " is cancelled");
        } else {
            terminal.err()
                    .printf(
                            "apoptosis: the run failed at %s (%s): %s%n  %s%n",
                            failure.task(), failure.category(), failure.cause(), failure.nextAction());
        }
        return ExitCode.FAILED;
    }

    private void fetch(RunView run, Path out) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new Failure("cannot make the folder " + out + ": " + e.getMessage(), e);
        }
        for (String name : run.files().keySet()) {
            // The name comes from the gateway: it must not lead out of the folder.
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new Failure("the gateway offers a file with the name \"" + name + "\", which is not one of ours");
            }
            client.download(run.id(), name, out.resolve(name));
        }
    }
}
