package io.apoptosis.gateway.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A specification as MLflow's parameters: {@code prune.iterations} to {@code 5}. */
final class Parameters {
    /** What older servers take; the whole is in run.json. */
    private static final int LONGEST = 500;

    private static final JsonMapper JSON = new JsonMapper();

    private Parameters() {}

    static Map<String, String> of(RunSpec spec) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            flatten("", JSON.readTree(RunSpecs.write(spec)), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("the canonical JSON of a specification", e);
        }
        return parameters;
    }

    private static void flatten(String name, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> flatten(
                            name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(), entry.getValue(), into));
        } else if (!value.isArray() || !value.isEmpty()) {
            into.put(name, clipped(text(value)));
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Parameters::text)
                    .collect(Collectors.joining(", "));
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
