package io.apoptosis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code bench/peers/steps.py} in a process of its own, which sleeps while it isn't asked. */
final class TorchSteps implements AutoCloseable {
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private TorchSteps(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static TorchSteps start(Path python, int threads) throws IOException {
        List<String> command = List.of(python.toString(), "bench/peers/steps.py", Integer.toString(threads));
        return new TorchSteps(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Contender step(String network, String step, int batch) {
        return new Contender() {
            @Override
            public String name() {
                return "PyTorch " + step;
            }

            @Override
            public double millis() {
                return ask(network + " " + step + " " + batch);
            }
        };
    }

    private double ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            @Nullable String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("bench/peers/steps.py ended at \"" + question + "\"");
            }
            return Double.parseDouble(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
