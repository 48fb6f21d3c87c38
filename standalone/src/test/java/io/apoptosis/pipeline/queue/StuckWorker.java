package io.apoptosis.pipeline.queue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A worker in its own JVM that takes a task, says so in a line, and never finishes: to be killed. */
final class StuckWorker {
    private StuckWorker() {}

    static Process start(QueueSettings settings) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StuckWorker.class.getName(),
                        String.valueOf(settings.kafka().get("bootstrap.servers")),
                        settings.topic(),
                        settings.group(),
                        settings.lock().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process;
    }

    public static void main(String[] arguments) throws InterruptedException {
        QueueSettings settings = new QueueSettings(
                Map.of("bootstrap.servers", arguments[0]),
                arguments[1],
                arguments[2],
                Duration.parse(arguments[3]),
                10);
        TaskQueue.start(settings, message -> new String(message.value(), StandardCharsets.UTF_8), (task, delivery) -> {
            System.out.println(task);
            new CountDownLatch(1).await();
        });
        new CountDownLatch(1).await();
    }
}
