package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Text to tree, YAML or JSON. Input comes from anyone: its size and depth are bounded, a key may appear once, and YAML aliases, which
 * grow without bound when followed, are refused.
 */
final class SpecDocument {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
    private static final ObjectMapper JSON =
            strict(JsonFactory.builder().streamReadConstraints(LIMITS).build());
    private static final YAMLFactory YAML_FACTORY = YAMLFactory.builder()
            .streamReadConstraints(LIMITS)
            .loaderOptions(yamlLimits())
            .build();
    private static final ObjectMapper YAML = strict(YAML_FACTORY);

    private SpecDocument() {}

    /** @throws InvalidSpec where the text is too large, malformed or not one mapping */
    static ObjectNode read(byte[] text, String fileName) {
        if (text.length > MAX_BYTES) {
            throw new InvalidSpec(
                    "$", "a specification of %d bytes is too large; at most %d".formatted(text.length, MAX_BYTES));
        }
        String document = new String(text, StandardCharsets.UTF_8);
        boolean json = isJson(document, fileName);
        try {
            if (!json) {
                refuseAliases(document);
            }
            return mapping((json ? JSON : YAML).readTree(document));
        } catch (JsonProcessingException e) {
            throw new InvalidSpec(
                    "$", "not %s: %s%s".formatted(json ? "JSON" : "YAML", firstLine(e), place(e.getLocation())));
        } catch (IOException e) {
            throw new InvalidSpec("$", "can't be read: " + e.getMessage());
        }
    }

    private static ObjectNode mapping(JsonNode tree) {
        if (!tree.isObject()) {
            throw new InvalidSpec("$", "a specification is a mapping of keys (model, data, …) to values");
        }
        refuseInfinite(tree, "$");
        return (ObjectNode) tree;
    }

    /** A number beyond double's range is read as infinity, which the schema's ranges can't compare. */
    private static void refuseInfinite(JsonNode node, String path) {
        if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
            throw new InvalidSpec(path, "the number is too large");
        }
        node.properties().forEach(entry -> refuseInfinite(entry.getValue(), path + "." + entry.getKey()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseInfinite(node.get(i), path + "[" + i + "]");
        }
    }

    private static void refuseAliases(String document) throws IOException {
        try (YAMLParser parser = YAML_FACTORY.createParser(document)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new InvalidSpec(
                            "$",
                            "YAML aliases (*%s) are not supported; write the value out%s"
                                    .formatted(parser.getText(), place(parser.currentTokenLocation())));
                }
            }
        }
    }

    private static boolean isJson(String document, String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return true;
        }
        return !name.endsWith(".yaml")
                && !name.endsWith(".yml")
                && document.stripLeading().startsWith("{");
    }

    private static ObjectMapper strict(JsonFactory factory) {
        return new ObjectMapper(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static LoaderOptions yamlLimits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        return options;
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("malformed");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
