package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Networks as PyTorch runs them from the files that we write. Python with torch and safetensors is looked for where the system property {@code
 * apoptosis.python} or the variable {@code APOPTOSIS_PYTHON} says, else at {@code /tmp/venv/bin/python}; where there is none, tests are skipped.
 */
public final class PyTorch {
    private static final Path SCRIPT = Path.of("src/test/resources/pytorch/answers.py");

    private final Path folder;
    private final List<String> written = new ArrayList<>();

    public PyTorch(Path folder) {
        this.folder = folder;
    }

    /** Gives up the test where PyTorch is missing. */
    public static void require() {
        assumeTrue(
                Files.isExecutable(python()),
                "no Python at " + python() + "; give one that has torch and safetensors in APOPTOSIS_PYTHON");
    }

    private static Path python() {
        String named = Optional.ofNullable(System.getProperty("apoptosis.python"))
                .or(() -> Optional.ofNullable(System.getenv("APOPTOSIS_PYTHON")))
                .orElse("/tmp/venv/bin/python");
        return Path.of(named);
    }

    /** Writes a network and its input down for the next {@link #run}. */
    public void add(String name, Network network, HostTensor images) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.write(own.resolve("model.py"), TorchCode.write(network));
        Files.write(own.resolve("model.pt"), TorchArchive.write(network));
        Files.write(own.resolve("input.safetensors"), SafeTensors.write(Map.of("input", images), Map.of()));
        written.add(own.toString());
    }

    /** One Python for all: its imports take seconds. */
    public void run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python().toString(), SCRIPT.toString()));
        command.addAll(written);
        Path log = folder.resolve("python.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended ? process.exitValue() : -1)
                .as("%s", Files.readString(log))
                .isZero();
    }

    public HostTensor answer(String name) {
        return Objects.requireNonNull(SafeTensors.read(folder.resolve(name).resolve("output.safetensors"))
                .get("output"));
    }
}
