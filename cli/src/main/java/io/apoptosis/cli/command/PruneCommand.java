package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.client.Submission;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job. */
@Command(
        name = "prune",
        description = "Prunes the network of a specification to its target and fetches the results.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis prune examples/resnet20-cifar10.yaml",
            "  apoptosis prune examples/resnet20-cifar10.yaml --out out/smaller --scorers 2",
            "  apoptosis prune my-run.yaml --server http://localhost:8080",
            "  apoptosis prune my-run.yaml --json | jq --unbuffered -r .state",
            "",
            "Ctrl-C cancels the run. The folder then holds model.onnx, model.safetensors, model.pt, model.py, graph.json,",
            "report.html and run.json."
        })
public final class PruneCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "The specification, YAML or JSON.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results. Default: out/<run name>")
    private @Nullable Path out;

    @Mixin
    private Treatment treatment;

    @Mixin
    private Voice voice;

    @Mixin
    private Connection connection;

    public PruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunSpec spec = SpecFile.read(file);
        if (spec.prune() == null) {
            throw new BadInput(file + " has no `prune` part; add for example  prune: { target: { macs: 0.6 } }");
        }
        if (SpecFile.isLocal(spec)) {
            SpecFile.checked(spec);
        }
        Path folder = out == null ? Path.of("out", spec.name()) : out;
        try (Session session = connection.begin(terminal)) {
            GatewayClient client = session.client();
            PrintStream remarks = voice.remarks(terminal);
            Submission submission = new Submission(client, treatment.query(), remarks::println);
            RunSpec uploaded = Uploads.telling(client, remarks::println).uploaded(spec);
            session.awaitGateway();
            RunView run = submission.submit(uploaded, UUID.randomUUID().toString());
            remarks.println("run " + run.name() + " (" + run.id() + "): " + run.totalSteps()
                    + (run.totalSteps() == 1 ? " step" : " steps")
                    + "; watch it at " + client.server() + "/?run=" + run.id());
            session.awaitWorkers();
            Following following = new Following(client, terminal, voice);
            try {
                return following.conclude(following.toEnd(run.id()), folder);
            } catch (Interrupted e) {
                submission.cancel(run.id());
                throw e;
            }
        }
    }
}
