package io.apoptosis.pipeline.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** How records become JSON and back: unknown fields are ignored, missing numbers are refused, times are ISO 8601. */
public final class MessageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private MessageJson() {}

    /** @throws IllegalArgumentException if the value has no JSON form */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "no JSON form for " + value.getClass().getName(), e);
        }
    }

    /** @throws UndecodableMessage if the bytes are not JSON of the type */
    public static <T> T read(byte[] json, Class<T> type) throws UndecodableMessage {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UndecodableMessage("null is not " + type.getSimpleName());
            }
            return value;
        } catch (IOException e) {
            throw new UndecodableMessage("not JSON of " + type.getSimpleName() + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }
}
