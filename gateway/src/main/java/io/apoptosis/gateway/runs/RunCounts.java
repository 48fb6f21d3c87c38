package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.Transitions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many runs are in which state: {@code apoptosis.runs}. Every gateway knows all runs, so one's figure is everybody's. */
@ApplicationScoped
public class RunCounts {
    private static final List<String> STATES = Transitions.states();

    private final Map<String, String> states = new ConcurrentHashMap<>();

    RunCounts(MeterRegistry registry) {
        for (String state : STATES) {
            Gauge.builder("apoptosis.runs", () -> count(state))
                    .description("runs in a state")
                    .tag("state", state.toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    void follow(@Observes StartupEvent started, RunFeed feed) {
        feed.listen(this::update);
    }

    void update(RunView view) {
        states.put(view.id(), view.state());
    }

    private long count(String state) {
        return states.values().stream().filter(state::equals).count();
    }
}
