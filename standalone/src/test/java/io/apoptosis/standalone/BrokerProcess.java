package io.apoptosis.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in its own JVM, to be killed; the first line that it prints is its address. */
final class BrokerProcess {
    private BrokerProcess() {}

    static Process start(Path dataDir) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Blocks until the broker is ready. */
    static String bootstrapServers(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        lines.mark(200);
        String line = lines.readLine();
        lines.reset();
        return line;
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        System.out.println(broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
