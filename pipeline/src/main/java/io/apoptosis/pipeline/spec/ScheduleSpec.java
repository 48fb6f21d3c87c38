package io.apoptosis.pipeline.spec;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs that start by themselves: examples/schedules/*.yaml, schema in schedule-spec.schema.json, read by {@link ScheduleSpecs}.
 *
 * @param run what is run; its weights may be {@link #OBJECT}
 * @param targets each for a run of its own, in place of the run's; null for one run to its own target
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleSpec(
        String name, Trigger trigger, RunSpec run, @Nullable Target targets) {
    /** Stands for the location of the object that has arrived. */
    public static final String OBJECT = "${object}";

    private static final int LONGEST_NAME = 63;

    public ScheduleSpec {
        requireNonNull(name, "name");
        requireNonNull(trigger, "trigger");
        requireNonNull(run, "run");
    }

    /**
     * What is given of {@code object}, {@code source} and {@code type}, patterns all, has to hold together.
     *
     * @param object of keys in the cluster's bucket
     * @param cron when to fire, or when to fire for what has arrived before
     * @param timeZone IANA name; null for UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trigger(
            @Nullable String object,
            @Nullable String source,
            @Nullable String type,
            @Nullable String cron,
            @Nullable String timeZone) {

        public ZoneId zone() {
            return timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone);
        }

        /** The first time of the clock later than that; empty where it has none. */
        public Optional<Instant> after(Instant time) {
            return cron == null ? Optional.empty() : Cron.of(cron, zone()).after(time);
        }

        /** Whether it fires, or waits for its time, by what happens outside. */
        public boolean byEvent() {
            return object != null || source != null || type != null;
        }
    }

    /** Whether its runs can't be without an object. */
    public boolean needsObject() {
        return needsObject(run);
    }

    public static boolean needsObject(RunSpec run) {
        return run.model().weights().equals(OBJECT);
    }

    /** The run with the object's location in the placeholder's place; unchanged where it has none. */
    public static RunSpec filled(RunSpec run, String location) {
        ModelSpec model = run.model();
        return needsObject(run) ? run.withModel(model.at(model.graph(), location)) : run;
    }

    /** The same schedule of files that lie elsewhere, for example after an upload; the placeholder stays. */
    public ScheduleSpec located(UnaryOperator<RunSpec> locate) {
        RunSpec located = locate.apply(filled(run, ObjectLocation.of(OBJECT)));
        ModelSpec model = located.model();
        return new ScheduleSpec(
                name, trigger, needsObject() ? located.withModel(model.at(model.graph(), OBJECT)) : located, targets);
    }

    /** What one firing submits. */
    public List<RunSpec> runs() {
        PruneSpec prune = run.prune();
        if (targets == null || prune == null) {
            return List.of(run);
        }
        return targets.ratios().stream()
                .map(ratio ->
                        run.withName(name("-" + ratio)).withPrune(prune.to(new Target(targets.unit(), List.of(ratio)))))
                .toList();
    }

    private String name(String suffix) {
        String name = run.name();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
    }
}
