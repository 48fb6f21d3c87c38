package io.apoptosis.gateway.tracking;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Result files, copied to where the tracking server serves artifacts itself, as it does unless told otherwise. MLflow's own client for
 * Java would start its Python program for this.
 */
final class Artifacts {
    private static final Logger LOG = Logger.getLogger(Artifacts.class);
    private static final String SERVED = "mlflow-artifacts";
    private static final Set<Integer> MAY_CHANGE = Set.of(401, 403, 408, 429);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final URI server;
    private final Optional<String> authorization;
    private final Set<String> wanted;
    private final ObjectStore store;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param authorization the header's value, if the server asks for one */
    Artifacts(URI server, Optional<String> authorization, Set<String> wanted, ObjectStore store) {
        this.server = server;
        this.authorization = authorization;
        this.wanted = wanted;
        this.store = store;
    }

    /** Unless it is there, or nobody wants it. */
    void copy(TrackedRun run, String name, ObjectRef ref) throws IOException, InterruptedException {
        URI root = URI.create(run.artifactUri());
        if (!wanted.contains(name) || run.has(name)) {
            return;
        }
        if (SERVED.equals(root.getScheme())) {
            put(address(root, name), ref);
        } else {
            LOG.warnf("%s is not copied to MLflow: it keeps the run's files at %s, not itself", name, root);
        }
        run.copied(name);
    }

    private URI address(URI root, String name) {
        String base = server.toString().replaceFirst("/+$", "");
        return URI.create("%s/api/2.0/%s/artifacts%s/%s".formatted(base, SERVED, root.getRawPath(), name));
    }

    private void put(URI address, ObjectRef ref) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/octet-stream")
                .PUT(body(ref));
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 5 || MAY_CHANGE.contains(status)) {
            throw new IOException("%s answers %d".formatted(address, status));
        }
        if (status / 100 != 2) {
            LOG.errorf("%s refuses a file, %d: %s", address, status, answer.body());
        }
    }

    private BodyPublisher body(ObjectRef ref) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> store.stream(ref)), store.size(ref.key()));
    }
}
