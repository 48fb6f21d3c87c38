package io.apoptosis.gateway.cluster;

import io.apoptosis.gateway.runs.RunFeed;
import io.apoptosis.pipeline.run.RunView;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs that go on, and those whose last tasks still count for the throughput: a page that refreshes must not read thousands of old ones. */
@ApplicationScoped
public class RecentRuns {
    private final Map<String, RunView> views = new ConcurrentHashMap<>();
    private final InstantSource clock = InstantSource.system();

    void follow(@Observes StartupEvent started, RunFeed feed) {
        feed.listen(this::update);
    }

    private void update(RunView view) {
        if (past(view, clock.instant())) {
            views.remove(view.id());
        } else {
            views.put(view.id(), view);
        }
    }

    List<RunView> at(Instant now) {
        views.values().removeIf(view -> past(view, now));
        return List.copyOf(views.values());
    }

    private static boolean past(RunView view, Instant now) {
        return view.ended() && view.updatedAt().isBefore(now.minus(Census.WINDOW));
    }
}
