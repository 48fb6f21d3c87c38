package io.apoptosis.core.io;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.op.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * A graph as JSON (graph.json): {@code {"version": 1, "graph": {…}}}, an operator's attributes beside its {@code type}, which is the
 * operator's own name. The same graph gives the same bytes.
 */
public final class GraphJson {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = mapper();

    private GraphJson() {}

    public static byte[] write(Graph graph) {
        try {
            return JSON.writeValueAsBytes(new Document(VERSION, graph));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws MalformedFile where this is not a graph, saying at which place; an operator of any other name than ours is refused */
    public static Graph read(byte[] json) {
        try {
            Document document = JSON.readValue(json, Document.class);
            if (document.version() != VERSION) {
                throw new MalformedFile(
                        "the graph is of version " + document.version() + "; this program reads version " + VERSION);
            }
            return document.graph();
        } catch (JsonMappingException e) {
            throw new MalformedFile("the graph is not valid at " + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedFile("the graph is not valid JSON: " + e.getMessage(), e);
        }
    }

    private record Document(int version, Graph graph) {}

    /** Names an operator by its {@code type}; the only types are those the sealed interface permits. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addMixIn(Operator.class, Typed.class)
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        for (Class<?> operator : Operator.kinds()) {
            builder.registerSubtypes(new NamedType(operator, operator.getSimpleName()));
        }
        return builder.build();
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                .collect(Collectors.joining("."));
    }
}
