package io.apoptosis.gateway.schema;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Gives each schema of the OpenAPI document the example that openapi-examples.json has for it. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedExamples implements OASFilter {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Object> examples = examples();
        document.getComponents().getSchemas().forEach((name, schema) -> {
            Object example = examples.get(name);
            if (example != null) {
                schema.setExamples(List.of(example));
            }
        });
    }

    static Map<String, Object> examples() {
        try (InputStream file = DocumentedExamples.class.getResourceAsStream("/openapi-examples.json")) {
            return JSON.readValue(Objects.requireNonNull(file), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("openapi-examples.json", e);
        }
    }
}
