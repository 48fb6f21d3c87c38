package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A published schema, which is the only place where keys, ranges, choices and defaults are written. */
final class SpecSchema {
    private static final SpecSchema RUN = new SpecSchema(load("run-spec.schema.json"));
    private static final SpecSchema COMPARISON = new SpecSchema(load("comparison-spec.schema.json"));
    private static final SpecSchema SCHEDULE = new SpecSchema(load("schedule-spec.schema.json"));

    private final String text;
    private final JsonNode tree;
    private final JsonSchema schema;

    private SpecSchema(String text) {
        this.text = text;
        try {
            tree = JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the packaged schema is not JSON", e);
        }
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        tree,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_PATH)
                                .build());
    }

    static SpecSchema run() {
        return RUN;
    }

    static SpecSchema comparison() {
        return COMPARISON;
    }

    static SpecSchema schedule() {
        return SCHEDULE;
    }

    String text() {
        return text;
    }

    /** What is wrong with the document, in words; empty where nothing is. */
    List<InvalidSpec.Problem> validate(ObjectNode document) {
        Explanation explanation = new Explanation(tree);
        return schema.validate(document).stream()
                .filter(found -> !ofAnAlternative(found))
                .map(explanation::of)
                .distinct()
                .toList();
    }

    /** Whatever none of the alternatives has: that one of them has to be given is said already. */
    private static boolean ofAnAlternative(ValidationMessage found) {
        return found.getType().equals("required")
                && found.getSchemaLocation().toString().contains("/oneOf/");
    }

    /** Fills in what the document leaves out and the schema has a default for, also inside parts that are there. */
    void addDefaults(ObjectNode document) {
        addDefaults(document, tree);
    }

    private static void addDefaults(ObjectNode document, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (!document.has(property.getKey()) && value.has("default")) {
                document.set(property.getKey(), value.get("default").deepCopy());
            }
            if (document.get(property.getKey()) instanceof ObjectNode part) {
                addDefaults(part, value);
            }
        });
    }

    private static String load(String file) {
        try (InputStream in = SpecSchema.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
