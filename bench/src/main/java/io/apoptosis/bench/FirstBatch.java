package io.apoptosis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** From {@code ./apoptosis prune} to its first scored batch, a cluster's start included, and the processor time that takes. */
public final class FirstBatch {
    private static final int TIMES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FirstBatch() {}

    /** Argument: a folder of its own. */
    public static void main(String[] args) throws IOException, InterruptedException {
        for (int i = 1; i <= TIMES; i++) {
            measure(Path.of(args[0]).resolve(String.valueOf(i)));
        }
    }

    private static void measure(Path folder) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process run = new ProcessBuilder(
                        "./apoptosis",
                        "prune",
                        "examples/resnet20-cifar10.yaml",
                        "--json",
                        "--data-dir",
                        folder.resolve("cluster").toString(),
                        "--out",
                        folder.resolve("out").toString())
                .redirectError(Redirect.DISCARD)
                .start();
        StringJoiner states = new StringJoiner(", ");
        try (BufferedReader lines = run.inputReader()) {
            String state = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode view = JSON.readTree(line);
                if (!view.path("state").asText().equals(state)) {
                    state = view.path("state").asText();
                    states.add("%s after %.1f s".formatted(state, seconds(begin)));
                }
                if (scored(view)) {
                    System.out.printf(
                            "first scored batch after %.1f s, %.1f s of processor time (%s)%n",
                            seconds(begin), processorTime(run).toMillis() / 1e3, states);
                    break;
                }
            }
        } finally {
            run.destroy();
            run.waitFor();
        }
    }

    /** Something of the first step is done. */
    private static boolean scored(JsonNode view) {
        return view.path("state").asText().equals("SCORING")
                && view.path("progress").path("fraction").asDouble() > 0;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Duration processorTime(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
