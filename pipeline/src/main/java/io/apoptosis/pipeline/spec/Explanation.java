package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what the schema validator found into words for the person who wrote the specification. */
final class Explanation {
    private static final int SHOWN = 60;

    private final JsonNode schema;

    Explanation(JsonNode schema) {
        this.schema = schema;
    }

    Problem of(ValidationMessage found) {
        String path = found.getInstanceLocation().toString();
        return switch (found.getType()) {
            case "additionalProperties" -> new Problem(path + "." + found.getProperty(), unknownKey(found));
            case "required" -> new Problem(path, "`%s` is missing%s".formatted(found.getProperty(), in(found)));
            case "enum" -> new Problem(path, unknownValue(found));
            case "type" -> new Problem(path, wrongType(found));
            case "oneOf" -> new Problem(path, exactlyOneOf(alternatives(found.getSchemaNode())));
            case "minProperties", "maxProperties" -> new Problem(path, exactlyOneOf(knownKeys(found)));
            case "minimum" -> outOfRange(path, found, "at least");
            case "maximum" -> outOfRange(path, found, "at most");
            case "exclusiveMinimum" -> outOfRange(path, found, "greater than");
            case "exclusiveMaximum" -> outOfRange(path, found, "less than");
            case "pattern" -> new Problem(path, "%s must %s".formatted(shown(found), form(found)));
            default -> new Problem(path, found.getError());
        };
    }

    private String form(ValidationMessage found) {
        return parent(found)
                .path("$comment")
                .asText("be letters, digits, `.`, `_`, `-`, and begin with a letter or digit");
    }

    private String unknownKey(ValidationMessage found) {
        String key = found.getProperty();
        List<String> known = knownKeys(found);
        String hint = NearMiss.hint(key, known, "`");
        return "unknown key `%s`%s%s"
                .formatted(key, in(found), hint.isEmpty() ? "; known: " + String.join(", ", known) : hint);
    }

    private String unknownValue(ValidationMessage found) {
        List<String> known = new ArrayList<>();
        found.getSchemaNode().forEach(value -> known.add(value.asText()));
        String help = parent(found).path("$comment").asText();
        return "unknown %s %s%s%sknown: %s%s"
                .formatted(
                        lastName(found.getInstanceLocation()),
                        shown(found),
                        NearMiss.hint(found.getInstanceNode().asText(), known, "\""),
                        NearMiss.of(found.getInstanceNode().asText(), known).isPresent() ? " " : "; ",
                        String.join(", ", known),
                        help.isEmpty() ? "" : "; " + help);
    }

    private static String wrongType(ValidationMessage found) {
        if (found.getInstanceNode().asText("").isEmpty()
                && !found.getInstanceNode().isContainerNode()) {
            return "has no value; leave the key out to take its default";
        }
        JsonNode wanted = found.getSchemaNode();
        List<String> types = new ArrayList<>();
        if (wanted.isTextual()) {
            types.add(wanted.textValue());
        }
        wanted.forEach(type -> types.add(type.textValue()));
        return "%s is not %s"
                .formatted(shown(found), types.stream().map(Explanation::named).collect(Collectors.joining(" or ")));
    }

    private static String named(String type) {
        return switch (type) {
            case "integer" -> "a whole number";
            case "array" -> "a list";
            case "object" -> "a mapping of keys to values";
            default -> "a " + type;
        };
    }

    private static Problem outOfRange(String path, ValidationMessage found, String relation) {
        return new Problem(
                path,
                "%s is out of range; it must be %s %s".formatted(shown(found), relation, found.getArguments()[0]));
    }

    private static String exactlyOneOf(List<String> names) {
        return "give exactly one of %s"
                .formatted(names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
    }

    private static List<String> alternatives(JsonNode oneOf) {
        List<String> names = new ArrayList<>();
        oneOf.forEach(branch -> names.add(branch.path("required").path(0).asText()));
        return names;
    }

    private List<String> knownKeys(ValidationMessage found) {
        List<String> names = new ArrayList<>();
        parent(found).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The schema that the violated keyword stands in. */
    private JsonNode parent(ValidationMessage found) {
        JsonNodePath keyword = found.getSchemaLocation().getFragment();
        JsonNode node = schema;
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            Object element = keyword.getElement(i);
            node = element instanceof Integer index ? node.path(index) : node.path(element.toString());
        }
        return node;
    }

    private static String in(ValidationMessage found) {
        JsonNodePath path = found.getInstanceLocation();
        return path.getNameCount() == 0 ? "" : " in `" + lastName(path) + "`";
    }

    private static String lastName(JsonNodePath path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (path.getElement(i) instanceof String name) {
                return name;
            }
        }
        return "value";
    }

    private static String shown(ValidationMessage found) {
        String value = found.getInstanceNode().toString();
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
