package io.apoptosis.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;

/** Waits until services say that they are ready. */
final class Readiness {
    private static final int TOO_MANY_DEATHS = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final Instant deadline;

    Readiness(Instant deadline) {
        this.deadline = deadline;
    }

    /** @throws IllegalStateException if it dies again and again or is not ready in time; with the end of its log */
    void await(SupervisedService service) throws InterruptedException {
        await(service, status -> status == 200);
    }

    /** As above, for any answer at all. */
    void awaitAnswer(SupervisedService service) throws InterruptedException {
        await(service, status -> true);
    }

    private void await(SupervisedService service, IntPredicate enough) throws InterruptedException {
        while (!answers(service, enough)) {
            if (service.deaths() >= TOO_MANY_DEATHS) {
                throw failed(service, "does not start");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failed(service, "was not ready in time");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean answers(SupervisedService service, IntPredicate enough) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            return enough.test(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return false;
        }
    }

    private static IllegalStateException failed(SupervisedService service, String what) {
        return new IllegalStateException(
                "%s %s; the end of %s:%n%s".formatted(service.name(), what, service.log(), LogTail.of(service.log())));
    }
}
