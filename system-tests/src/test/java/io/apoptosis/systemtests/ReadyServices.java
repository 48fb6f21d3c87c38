package io.apoptosis.systemtests;

import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether all services of a cluster say that they are ready. */
final class ReadyServices {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StandaloneCluster cluster;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    ReadyServices(StandaloneCluster cluster) {
        this.cluster = cluster;
    }

    boolean all() throws InterruptedException {
        for (String url : cluster.urls().values()) {
            if (!ready(url)) {
                return false;
            }
        }
        return true;
    }

    private boolean ready(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
