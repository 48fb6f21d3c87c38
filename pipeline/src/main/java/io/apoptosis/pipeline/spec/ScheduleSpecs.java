package io.apoptosis.pipeline.spec;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes schedules: text → tree → schema → the template as a run would have it → {@link ScheduleSpec}. */
public final class ScheduleSpecs {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String RUN = "$.run";

    private ScheduleSpecs() {}

    /**
     * Reads a schedule in YAML or JSON.
     *
     * @param fileName tells the format by its ending and gives a schedule without a name its name; may be empty
     * @throws InvalidSpec with every problem found, at its place in this document
     */
    public static ScheduleSpec parse(byte[] text, String fileName) {
        ObjectNode tree = SpecDocument.read(text, fileName);
        if (!tree.has("name") && !fileName.isEmpty()) {
            tree.put("name", nameOf(fileName));
        }
        InvalidSpec.refuse(SpecSchema.schedule().validate(tree));
        Trigger trigger = MAPPER.convertValue(tree.get("trigger"), Trigger.class);
        Target targets = tree.has("targets") ? Target.fromJson(tree.get("targets")) : null;
        List<Problem> problems = new ArrayList<>(TriggerRules.problems(trigger));
        String name = tree.path("name").textValue();
        RunSpec run = run((ObjectNode) tree.get("run"), name, targets, problems);
        if (run != null) {
            problems.addAll(Placeholders.problems(trigger, run));
        }
        InvalidSpec.refuse(problems);
        return new ScheduleSpec(name, trigger, requireNonNull(run), targets);
    }

    /** Null where it can't be run; why not is then among the problems. */
    private static @Nullable RunSpec run(
            ObjectNode template, String name, @Nullable Target targets, List<Problem> problems) {
        if (targets != null) {
            template.withObjectProperty("prune")
                    .putObject("target")
                    .put(targets.unit(), targets.ratios().get(0));
        }
        if (!template.has("name")) {
            template.put("name", name);
        }
        try {
            return RunSpecs.read(template, "", Runtime.getRuntime().availableProcessors());
        } catch (InvalidSpec invalid) {
            problems.addAll(invalid.under(RUN).problems());
            return null;
        }
    }

    /** Canonical JSON, which reads as an equal schedule. */
    public static byte[] write(ScheduleSpec schedule) {
        try {
            return MAPPER.writeValueAsBytes(schedule);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schedule \"" + schedule.name() + "\" can't be written as JSON", e);
        }
    }

    /** The published JSON Schema (draft 2020-12). */
    public static String schema() {
        return SpecSchema.schedule().text();
    }

    private static String nameOf(String fileName) {
        String name = RunSpecs.nameOf(fileName)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "schedule" : name;
    }
}
