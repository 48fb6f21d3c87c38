package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes specifications: text → tree → schema → defaults → {@link RunSpec}, and back to canonical JSON. */
public final class RunSpecs {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern BASE_NAME =
            Pattern.compile("(?:.*[/\\\\])?([A-Za-z0-9][A-Za-z0-9._-]{0,62}?)(?:\\.[A-Za-z]+)?");
    private static final List<String> SPELLINGS_OF_WEIGHTS = List.of("pth", "th", "safetensors");

    private RunSpecs() {}

    /**
     * Reads a specification in YAML or JSON. A missing number of threads becomes this machine's number of processors.
     *
     * @param fileName tells the format by its ending and gives a run without a name its name; may be empty
     * @throws InvalidSpec with every problem found
     */
    public static RunSpec parse(byte[] text, String fileName) {
        return parse(text, fileName, Runtime.getRuntime().availableProcessors());
    }

    /** See {@link #parse(byte[], String)}. */
    public static RunSpec parse(String text, String fileName) {
        return parse(text.getBytes(StandardCharsets.UTF_8), fileName);
    }

    /** As {@link #parse(byte[], String)}, with the number of threads to take where the specification says none. */
    public static RunSpec parse(byte[] text, String fileName, int threads) {
        return read(SpecDocument.read(text, fileName), fileName, threads);
    }

    /** From a tree, which is changed. */
    static RunSpec read(ObjectNode tree, String fileName, int threads) {
        InvalidSpec.refuse(SpecSchema.run().validate(tree));
        leaveGatesUnnormalized(tree);
        spellOutRepair(tree);
        spellOutMultiple(tree);
        SpecSchema.run().addDefaults(tree);
        InvalidSpec.refuse(Consistency.problems(tree));
        if (!tree.has("name")) {
            tree.put("name", nameOf(fileName));
        }
        if (!tree.has("threads")) {
            tree.put("threads", threads);
        }
        renameWeights((ObjectNode) tree.get("model"));
        return bind(tree);
    }

    /** Canonical JSON: the same specification gives the same bytes, and reading them gives an equal specification. */
    public static byte[] write(RunSpec spec) {
        try {
            return MAPPER.writeValueAsBytes(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the specification \"" + spec.name() + "\" can't be written as JSON", e);
        }
    }

    /** The published JSON Schema (draft 2020-12). */
    public static String schema() {
        return SpecSchema.run().text();
    }

    private static RunSpec bind(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, RunSpec.class);
        } catch (JsonProcessingException e) {
            throw new InvalidSpec("$", e.getOriginalMessage());
        }
    }

    /** Gates are in units of the loss for every layer: normalizing them within a group would throw that away. */
    private static void leaveGatesUnnormalized(ObjectNode tree) {
        if (tree.get("importance") instanceof ObjectNode importance
                && importance.path("criterion").asText().equals("gate")
                && !importance.has("normalization")) {
            importance.put("normalization", "none");
        }
    }

    /** {@code repair: leastSquares} is short for the method with its defaults. */
    private static void spellOutRepair(ObjectNode tree) {
        if (tree.get("prune") instanceof ObjectNode prune
                && prune.path("repair").isTextual()) {
            String method = prune.path("repair").textValue();
            prune.putObject("repair").put("method", method);
        }
    }

    /** {@code roundTo: auto} is short for 0, what is measured to be fast. */
    private static void spellOutMultiple(ObjectNode tree) {
        if (tree.get("prune") instanceof ObjectNode prune
                && prune.path("roundTo").isTextual()) {
            prune.put("roundTo", 0);
        }
    }

    private static void renameWeights(ObjectNode model) {
        if (model.has(RunSpec.ModelSpec.ONNX)) {
            model.set("weights", model.remove(RunSpec.ModelSpec.ONNX));
            model.put("architecture", RunSpec.ModelSpec.ONNX);
        }
        for (String spelling : SPELLINGS_OF_WEIGHTS) {
            JsonNode location = model.remove(spelling);
            if (location != null) {
                model.set("weights", location);
            }
        }
    }

    /** What a specification without a name is called. */
    static String nameOf(String fileName) {
        Matcher base = BASE_NAME.matcher(fileName);
        return base.matches() ? base.group(1) : "run";
    }
}
