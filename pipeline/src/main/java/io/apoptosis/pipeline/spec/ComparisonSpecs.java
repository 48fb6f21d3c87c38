package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** Reads comparisons: text → tree → schema → every part as a run would have it → {@link ComparisonSpec}. */
public final class ComparisonSpecs {
    private ComparisonSpecs() {}

    /**
     * Reads a comparison in YAML or JSON.
     *
     * @param fileName tells the format by its ending and gives a comparison without a name its name; may be empty
     * @param threads to take where the base says none
     * @param baseFile the text of the file that {@code base} names
     * @throws InvalidSpec with every problem found, at its place in this document
     */
    public static ComparisonSpec parse(byte[] text, String fileName, int threads, Function<String, byte[]> baseFile) {
        ObjectNode tree = SpecDocument.read(text, fileName);
        InvalidSpec.refuse(SpecSchema.comparison().validate(tree));
        JsonNode base = tree.get("base");
        ObjectNode run = base instanceof ObjectNode inline
                ? inline
                : SpecDocument.read(baseFile.apply(base.textValue()), base.textValue());
        String name = tree.path("name").asText(RunSpecs.nameOf(fileName));
        return new ComparisonReader(tree, run, threads).named(name);
    }

    /** The published JSON Schema (draft 2020-12). */
    public static String schema() {
        return SpecSchema.comparison().text();
    }
}
