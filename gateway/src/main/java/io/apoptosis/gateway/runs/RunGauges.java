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
                gauge(id, "steps.planned", "pruning steps of the schedule", RunView::totalSteps),
                gauge(id, "progress", "of the stage the run is in, 0 to 1", RunGauges::progress),
                gauge(
                        id,
                        "paused",
                        "1 while a person has paused it",
                        view -> view.state().equals("PAUSED") ? 1 : 0),
                gauge(id, "dense.accuracy", "of the network as submitted, 0 to 1", RunGauges::denseAccuracy),
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

    private static double progress(RunView view) {
        RunView.Progress progress = view.progress();
        return progress == null ? 0 : progress.fraction();
    }

    private static double denseAccuracy(RunView view) {
        Measurement dense = view.dense();
        return dense == null ? Double.NaN : dense.accuracy();
    }

    private static double ratio(RunView view, ToDoubleFunction<Measurement> cost) {
        Measurement dense = view.dense();
        return dense == null ? Double.NaN : value(view, cost) / cost.applyAsDouble(dense);
    }

    private static double value(RunView view, ToDoubleFunction<Measurement> figure) {
        return view.latest().map(measured -> figure.applyAsDouble(measured)).orElse(Double.NaN);
    }
}
