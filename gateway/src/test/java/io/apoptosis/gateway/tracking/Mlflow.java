package io.apoptosis.gateway.tracking;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real MLflow tracking server that can be stopped and started again. */
final class Mlflow implements AutoCloseable {
    private final Path program;
    private final Path folder;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private Mlflow(Path program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** Not started yet. Skips the test where MLflow is not installed. */
    static Mlflow in(Path folder) throws IOException {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "mlflow"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "tracking is not tested: no mlflow on the PATH (pip install mlflow)");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Mlflow(program.orElseThrow(), Files.createDirectories(folder), free.getLocalPort());
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void start() throws IOException {
        process = Optional.of(new ProcessBuilder(
                        program.toString(),
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start());
    }

    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().descendants().forEach(ProcessHandle::destroy);
            process.get().destroy();
            process.get().waitFor(20, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
