package io.apoptosis.gateway.tracking;

import io.apoptosis.gateway.tracking.Point.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a tracking server already has of a run. */
final class TrackedRun {
    private final String id;
    private final String artifactUri;
    private final Map<Place, Double> values = new HashMap<>();
    private final Set<String> copied = new HashSet<>();

    TrackedRun(String id, String artifactUri, List<Point> logged) {
        this.id = id;
        this.artifactUri = artifactUri;
        logged(logged);
    }

    String id() {
        return id;
    }

    /** Where the server keeps the run's files. */
    String artifactUri() {
        return artifactUri;
    }

    /** Those that are not there; those of a step that was done again have other values. */
    List<Point> newIn(List<Point> points) {
        return points.stream()
                .filter(point -> !Double.valueOf(point.value()).equals(values.get(point.place())))
                .toList();
    }

    void logged(List<Point> points) {
        points.forEach(point -> values.put(point.place(), point.value()));
    }

    void copied(String file) {
        copied.add(file);
    }

    boolean has(String file) {
        return copied.contains(file);
    }
}
