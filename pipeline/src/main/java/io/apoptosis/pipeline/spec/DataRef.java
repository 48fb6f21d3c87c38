package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Where images and labels are. In a specification either a name such as {@code cifar10-sample/train} or an object with one key, the
 * format: {@code {tensors: FILE}}, {@code {folder: DIRECTORY}}.
 *
 * @param format key of a {@link io.apoptosis.core.data.DataFormat}
 * @param location a name of {@link DataCatalogue}, a local path, or {@code object:KEY} once uploaded
 */
public record DataRef(String format, String location) {

    /** Whether the location is a name of {@link DataCatalogue} rather than a file. */
    public boolean named() {
        return DataCatalogue.formatOf(location).filter(format::equals).isPresent();
    }

    /** The key of the uploaded object, or empty where the location is still a name or a local path. */
    public Optional<String> objectKey() {
        return ObjectLocation.key(location);
    }

    /** The same data at another place, for example after an upload. */
    public DataRef at(String newLocation) {
        return new DataRef(format, newLocation);
    }

    /** As a specification says it. */
    @JsonValue
    Object toJson() {
        return named() ? location : Map.of(format, location);
    }

    /** From the form a specification uses; {@link IllegalArgumentException} where it is neither a known name nor one format and file. */
    @JsonCreator
    static DataRef fromJson(JsonNode json) {
        if (json.isTextual()) {
            String name = json.textValue();
            String format = DataCatalogue.formatOf(name)
                    .orElseThrow(() -> new IllegalArgumentException("unknown data set \"" + name + "\""));
            return new DataRef(format, name);
        }
        if (json.size() != 1 || !json.isObject()) {
            throw new IllegalArgumentException("data is a name or {FORMAT: FILE}, not " + json);
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        return new DataRef(only.getKey(), only.getValue().asText());
    }
}
