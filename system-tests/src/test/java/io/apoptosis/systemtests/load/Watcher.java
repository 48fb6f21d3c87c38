package io.apoptosis.systemtests.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the event stream of all runs, and knows what it was last told of each. */
final class Watcher {
    private static final Pattern RUN = Pattern.compile("data: ?\\{\"id\":\"([^\"]+)\".*?\"state\":\"([A-Z]+)\".*");

    private final Map<String, String> states = new ConcurrentHashMap<>();

    static Watcher attach(HttpClient http, String gateway) {
        Watcher watcher = new Watcher();
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/api/v1/events"))
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<HttpResponse<Stream<String>>> stream = http.sendAsync(request, BodyHandlers.ofLines());
        Thread thread = new Thread(() -> stream.join().body().forEach(watcher::line), "watcher");
        thread.setDaemon(true);
        thread.start();
        return watcher;
    }

    private void line(String line) {
        Matcher run = RUN.matcher(line);
        if (run.matches()) {
            states.put(run.group(1), run.group(2));
        }
    }

    /** By run. */
    Map<String, String> states() {
        return states;
    }
}
