package io.apoptosis.pipeline.trigger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0, in binary and structured mode, whose data say a {@code bucket}, a {@code key} and an {@code etag} or are a
 * bucket's notification; and such notifications without an envelope, as MinIO's Kafka target writes them.
 */
public final class TriggerReader {
    private static final int MAX_DEPTH = 32;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    private final String bucket;

    /** @param bucket the cluster's own: what lies in others can't be read and so is no object here */
    public TriggerReader(String bucket) {
        this.bucket = bucket;
    }

    /**
     * What has arrived; several where a notification has several records, none where they tell of something else than new objects.
     *
     * @param at when it is read
     * @throws UndecodableMessage saying why it is neither an event nor a notification
     */
    public List<Arrival> read(Headers headers, byte @Nullable [] value, Instant at) throws UndecodableMessage {
        if (value == null) {
            throw new UndecodableMessage("neither a CloudEvent nor a bucket's notification: it is empty");
        }
        CloudEvent event = event(headers, value);
        if (event != null) {
            return ofEvent(event, at);
        }
        JsonNode json = json(value);
        if (!BucketNotification.is(json)) {
            throw new UndecodableMessage("neither a CloudEvent nor a bucket's notification (`Records`)");
        }
        return BucketNotification.read(json, bucket, at);
    }

    /** Null where it has not the form of one. */
    private static @Nullable CloudEvent event(Headers headers, byte[] value) throws UndecodableMessage {
        MessageReader reader;
        try {
            reader = KafkaMessageFactory.createReader(headers, value);
        } catch (CloudEventRWException unknown) {
            return null;
        }
        try {
            return reader.toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException | NullPointerException e) {
            throw new UndecodableMessage("not a CloudEvent that can be read: " + e.getMessage(), e);
        }
    }

    private List<Arrival> ofEvent(CloudEvent event, Instant at) throws UndecodableMessage {
        CloudEventData data = event.getData();
        JsonNode json = data == null ? JSON.nullNode() : json(data.toBytes());
        if (BucketNotification.is(json)) {
            return BucketNotification.read(json, bucket, at);
        }
        String source = event.getSource().toString();
        return List.of(new Arrival(event.getId(), at, source, event.getType(), object(json)));
    }

    private @Nullable StoredObject object(JsonNode data) {
        JsonNode key = data.path("key");
        boolean ours = data.path("bucket").asText(bucket).equals(bucket);
        return key.isTextual() && ours
                ? new StoredObject(
                        key.textValue(), ETags.plain(data.path("etag").textValue()))
                : null;
    }

    private static JsonNode json(byte[] value) throws UndecodableMessage {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new UndecodableMessage("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UndecodableMessage("not JSON: " + e.getMessage(), e);
        }
    }
}
