package io.apoptosis.gateway.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods of a path, as the OpenAPI document has them: what {@code Allow} names where another was tried (RFC 9110, section 15.5.6). */
@Singleton
class AllowedMethods {
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final Map<Pattern, SortedSet<String>> methods = new HashMap<>();

    AllowedMethods(ObjectMapper json) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            JsonNode paths = json.readTree(Objects.requireNonNull(in, DOCUMENT)).path("paths");
            paths.properties().forEach(path -> methods.put(pattern(path.getKey()), methodsOf(path.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path with a leading slash; what has fewer placeholders is nearer */
    SortedSet<String> of(String path) {
        return methods.keySet().stream()
                .filter(pattern -> pattern.matcher(path).matches())
                .min(Comparator.comparingLong(AllowedMethods::placeholders))
                .map(methods::get)
                .orElseGet(TreeSet::new);
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static long placeholders(Pattern pattern) {
        return pattern.pattern().chars().filter(sign -> sign == '[').count();
    }

    private static SortedSet<String> methodsOf(JsonNode path) {
        SortedSet<String> names = new TreeSet<>(List.of("OPTIONS"));
        path.fieldNames().forEachRemaining(name -> names.add(name.toUpperCase(Locale.ROOT)));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return names;
    }
}
