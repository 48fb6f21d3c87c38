package io.apoptosis.pipeline.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.message.UndecodableMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of S3's and MinIO's notifications: {@code Records[].s3.bucket.name}, {@code …object.key}, URL-encoded, and
 * {@code …object.eTag}. Source and type are those that CloudEvents' adapter for S3 gives them.
 */
final class BucketNotification {
    private BucketNotification() {}

    static boolean is(JsonNode json) {
        return json.path("Records").isArray();
    }

    static List<Arrival> read(JsonNode json, String bucket, Instant at) throws UndecodableMessage {
        List<Arrival> arrivals = new ArrayList<>();
        for (JsonNode record : json.path("Records")) {
            if (record.path("eventName").asText().contains("ObjectCreated:")) {
                arrivals.add(arrival(record, bucket, at));
            }
        }
        return arrivals;
    }

    private static Arrival arrival(JsonNode record, String bucket, Instant at) throws UndecodableMessage {
        JsonNode s3 = record.path("s3");
        String in = s3.path("bucket").path("name").asText();
        String key = key(s3.path("object").path("key").asText());
        String etag = ETags.plain(s3.path("object").path("eTag").textValue());
        if (in.isEmpty() || key.isEmpty()) {
            throw new UndecodableMessage("a notification of a new object without its bucket's name or its key");
        }
        return new Arrival(
                "%s/%s/%s"
                        .formatted(in, key, s3.path("object").path("sequencer").asText(String.valueOf(etag))),
                at,
                "%s.%s.%s"
                        .formatted(
                                record.path("eventSource").asText(),
                                record.path("awsRegion").asText(),
                                in),
                "com.amazonaws." + record.path("eventName").asText(),
                in.equals(bucket) ? new StoredObject(key, etag) : null);
    }

    private static String key(String encoded) throws UndecodableMessage {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UndecodableMessage("the key \"" + encoded + "\" is not URL-encoded: " + e.getMessage(), e);
        }
    }
}
