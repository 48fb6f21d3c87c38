package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Figures of the runs that are going on; a run's gauges go with its end. */
@ApplicationScoped
public class RunGauges {
    private final MeterRegistry registry;
    private final Map<String, RunView> latest = new ConcurrentHashMap<>();
    private final Map<String, List<Meter>> meters = new ConcurrentHashMap<>();

    RunGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    void follow(@Observes StartupEvent started, RunFeed feed) {
        feed.listen(this::update);
    }

    void update(RunView view) {
        if (view.ended()) {
            latest.remove(view.id());
            List<Meter> gone = meters.remove(view.id());
            if (gone != null) {
                gone.forEach(registry::remove);
            }
        } else {
            latest.put(view.id(), view);
            meters.computeIfAbsent(view.id(), this::register);
        }
    }

    private List<Meter> register(String id) {
        return List.of(
                gauge(id, "step", "pruning steps begun", view -> view.steps().size()),
                gauge(id, "macs.ratio", "MACs, of the dense network's", view -> ratio(view, Measurement::macs)),
                gauge(
                        id,
                        "parameters.ratio",
                        "parameters, of the dense network's",
                        view -> ratio(view, Measurement::parameters)),
                gauge(id, "accuracy", "on the test set, 0 to 1", view -> value(view, Measurement::accuracy)),
                gauge(id, "loss", "mean cross entropy on the test set", view -> value(view, Measurement::loss)));
    }

    private Gauge gauge(String id, String name, String description, ToDoubleFunction<RunView> value) {
        return Gauge.builder("apoptosis.run." + name, () -> {
                    RunView view = latest.get(id);
                    return view == null ? Double.NaN : value.applyAsDouble(view);
                })
                .description(description)
                .tag("run", id)
                .register(registry);
    }

    private static double ratio(RunView view, ToDoubleFunction<Measurement> cost) {
        Measurement dense = view.dense();
        return dense == null ? Double.NaN : value(view, cost) / cost.applyAsDouble(dense);
    }

    private static double value(RunView view, ToDoubleFunction<Measurement> figure) {
        return view.latest().map(measured -> figure.applyAsDouble(measured)).orElse(Double.NaN);
    }
}
