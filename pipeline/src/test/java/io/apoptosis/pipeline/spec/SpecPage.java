package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** docs/spec.md: every key of each kind of specification, from their schemas. */
final class SpecPage {
    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();

    private SpecPage(String schema) throws JsonProcessingException {
        this.schema = new ObjectMapper().readTree(schema);
    }

    static String write() throws JsonProcessingException {
        return """
                # Every key of a specification

                Written from the schemas by `SpecPageTest` (`-Dapoptosis.docs=write`); do not edit. YAML or JSON; a key that is not listed here is refused,
                with the name that was probably meant. Editors that know JSON Schema complete and check a specification whose first line is

                    # yaml-language-server: $schema=http://localhost:8080/api/v1/schema/run-spec

                (or the file `pipeline/src/main/resources/io/apoptosis/pipeline/spec/run-spec.schema.json`). **Bold** keys are required.

                """ + new SpecPage(RunSpecs.schema()).keys() + """
                # Every key of a comparison

                For `./apoptosis compare`.

                """ + new SpecPage(ComparisonSpecs.schema()).keys() + """
                # Every key of a schedule

                For `./apoptosis schedules` ([what they are](schedules.md)).

                """
                + new SpecPage(ScheduleSpecs.schema()).keys();
    }

    private String keys() {
        page.append(schema.path("description").asText()).append("\n\n");
        table("", schema);
        for (Map.Entry<String, JsonNode> key : schema.path("properties").properties()) {
            if (resolved(key.getValue()).has("properties")) {
                page.append("## ").append(key.getKey()).append("\n\n");
                page.append(key.getValue().path("description").asText()).append("\n\n");
                table(key.getKey() + ".", resolved(key.getValue()));
            }
        }
        return page.toString();
    }

    private void table(String prefix, JsonNode object) {
        List<String> rows = new ArrayList<>();
        rows(prefix, object, rows);
        page.append("| key | values | default | meaning |\n|---|---|---|---|\n");
        rows.forEach(row -> page.append(row).append('\n'));
        page.append('\n');
    }

    /** At the top the keys alone, since each object has a table of its own; elsewhere with all that is in them and explained. */
    private void rows(String prefix, JsonNode object, List<String> rows) {
        List<String> required = texts(object.path("required"));
        for (Map.Entry<String, JsonNode> entry : object.path("properties").properties()) {
            JsonNode key = resolved(entry.getValue());
            String name = "`%s%s`".formatted(prefix, entry.getKey());
            String meaning = meaning(entry.getValue(), key);
            if (meaning.isEmpty()) {
                continue;
            }
            rows.add("| %s | %s | %s | %s |"
                    .formatted(
                            required.contains(entry.getKey()) ? "**" + name + "**" : name,
                            values(key),
                            key.has("default") && !key.path("default").isContainerNode()
                                    ? code(key.path("default"))
                                    : "",
                            cell(meaning + example(entry.getValue(), key))));
            if (!prefix.isEmpty() && key.has("properties")) {
                rows(prefix + entry.getKey() + ".", key, rows);
            }
        }
    }

    private static String meaning(JsonNode entry, JsonNode key) {
        return Stream.of(entry, key)
                .map(node -> node.path("description").asText())
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String values(JsonNode key) {
        if (key.has("enum")) {
            return codes(key.path("enum"));
        }
        List<String> kinds = new ArrayList<>();
        JsonNode type = key.path("type");
        (type.isArray() ? texts(type) : List.of(type.asText())).forEach(kind -> kinds.add(kind(kind, key)));
        return String.join(" or ", kinds);
    }

    private static String kind(String kind, JsonNode key) {
        JsonNode words = key.path("then").path("enum");
        if (kind.equals("string") && words.isArray()) {
            return codes(words);
        }
        return kind.equals("integer") || kind.equals("number") ? kind + range(key) : kind;
    }

    private static String range(JsonNode key) {
        List<String> bounds = new ArrayList<>();
        bound(key, "minimum", "≥ ", bounds);
        bound(key, "exclusiveMinimum", "> ", bounds);
        bound(key, "maximum", "≤ ", bounds);
        bound(key, "exclusiveMaximum", "< ", bounds);
        return bounds.isEmpty() ? "" : " " + String.join(", ", bounds);
    }

    private static void bound(JsonNode key, String name, String sign, List<String> bounds) {
        if (key.has(name)) {
            bounds.add(sign + key.path(name).asText());
        }
    }

    private static String example(JsonNode entry, JsonNode key) {
        JsonNode examples = entry.has("examples") ? entry.path("examples") : key.path("examples");
        return examples.isEmpty() ? "" : " Example: " + codes(examples);
    }

    private JsonNode resolved(JsonNode key) {
        String reference = key.path("$ref").asText();
        return reference.isEmpty() ? key : schema.at(reference.substring(1));
    }

    private static String codes(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(SpecPage::code)
                .collect(Collectors.joining(", "));
    }

    private static String code(JsonNode value) {
        return "`" + (value.isTextual() ? value.asText() : value.toString()) + "`";
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
