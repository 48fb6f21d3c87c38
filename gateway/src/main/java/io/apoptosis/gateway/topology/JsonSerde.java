package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** JSON for a state store, whose content nobody but this program writes. */
public final class JsonSerde<T> implements Serde<T> {
    private final Class<T> type;

    public JsonSerde(Class<T> type) {
        this.type = type;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : MessageJson.write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, json) -> {
            try {
                return json == null ? null : MessageJson.read(json, type);
            } catch (UndecodableMessage e) {
                throw new SerializationException("unreadable state in " + topic, e);
            }
        };
    }
}
