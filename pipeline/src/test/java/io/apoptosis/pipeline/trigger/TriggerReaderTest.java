package io.apoptosis.pipeline.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.message.UndecodableMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final TriggerReader reader = new TriggerReader("models");

    /** As MinIO's Kafka target writes it (RELEASE.2025), shortened to what has a meaning. */
    @Test
    void readsMinioNotifications() throws Exception {
        String notification = """
                {"EventName":"s3:ObjectCreated:Put","Key":"models/checkpoints/resnet20/epoch 7.th","Records":[{"eventVersion":"2.0",
                "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-11-26T10:00:00.000Z","eventName":"s3:ObjectCreated:Put",
                "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"models","arn":"arn:aws:s3:::models"},
                "object":{"key":"checkpoints%2Fresnet20%2Fepoch+7.th","size":1104,"eTag":"9b2cf535f27731c974343645a3985328",
                "sequencer":"187B0A"}}}]}""";

        assertThat(read(NO_HEADERS, notification))
                .containsExactly(new Arrival(
                        "models/checkpoints/resnet20/epoch 7.th/187B0A",
                        NOW,
                        "minio:s3..models",
                        "com.amazonaws.s3:ObjectCreated:Put",
                        new StoredObject("checkpoints/resnet20/epoch 7.th", "9b2cf535f27731c974343645a3985328")));
    }

    @Test
    void readsEachRecordThatTellsOfANewObject() throws Exception {
        String records = """
                {"Records":[%s,%s,%s]}""".formatted(
                        record("ObjectCreated:Put", "models", "checkpoints/a"),
                        record("ObjectRemoved:Delete", "models", "checkpoints/b"),
                        record("ObjectCreated:CompleteMultipartUpload", "models", "checkpoints/c"));

        assertThat(read(NO_HEADERS, records))
                .extracting(arrival -> arrival.object().key())
                .containsExactly("checkpoints/a", "checkpoints/c");
    }

    @Test
    void anObjectOfAnotherBucketIsNone() throws Exception {
        assertThat(read(
                        NO_HEADERS,
                        "{\"Records\":[%s]}".formatted(record("ObjectCreated:Put", "other", "checkpoints/a"))))
                .singleElement()
                .satisfies(arrival -> {
                    assertThat(arrival.object()).isNull();
                    assertThat(arrival.source()).isEqualTo("aws:s3.eu-central-1.other");
                });
        assertThat(read(binary(), "{\"bucket\":\"other\",\"key\":\"checkpoints/a\"}"))
                .extracting(Arrival::object)
                .containsOnlyNulls();
    }

    @Test
    void readsCloudEventsInBinaryMode() throws Exception {
        assertThat(read(binary(), "{\"bucket\":\"models\",\"key\":\"checkpoints/a.th\",\"etag\":\"\\\"e1\\\"\"}"))
                .containsExactly(new Arrival(
                        "7", NOW, "/training/3", "com.example.saved", new StoredObject("checkpoints/a.th", "e1")));
    }

    @Test
    void readsCloudEventsInStructuredMode() throws Exception {
        Headers headers = new RecordHeaders().add("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
        String event = """
                {"specversion":"1.0","id":"7","source":"/training/3","type":"com.example.saved","datacontenttype":"application/json",
                "data":{"key":"checkpoints/a.th","etag":"e1"}}""";

        assertThat(read(headers, event))
                .containsExactly(new Arrival(
                        "7", NOW, "/training/3", "com.example.saved", new StoredObject("checkpoints/a.th", "e1")));
    }

    @Test
    void readsANotificationInACloudEventAndAnEventAboutNoObject() throws Exception {
        assertThat(read(
                        binary(),
                        "{\"Records\":[%s]}".formatted(record("ObjectCreated:Put", "models", "checkpoints/a"))))
                .extracting(Arrival::source)
                .containsExactly("aws:s3.eu-central-1.models");
        assertThat(read(binary(), "{}")).extracting(Arrival::object).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "[]",
                "null",
                "{\"Records\":7}",
                "{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\"}]}",
                "{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"models\"},\"object\":{\"key\":\"%zz\"}}}]}"
            })
    void refusesWhatIsNeither(String value) {
        assertThatThrownBy(() -> read(NO_HEADERS, value)).isInstanceOf(UndecodableMessage.class);
    }

    @Test
    void refusesDamagedCloudEvents() {
        Headers withoutId = binary().remove("ce_id");
        Headers future = binary().remove("ce_specversion").add("ce_specversion", bytes("9.0"));

        assertThatThrownBy(() -> read(withoutId, "{}")).isInstanceOf(UndecodableMessage.class);
        assertThatThrownBy(() -> read(future, "{}")).isInstanceOf(UndecodableMessage.class);
        assertThatThrownBy(() -> read(binary(), "not json")).isInstanceOf(UndecodableMessage.class);
        assertThatThrownBy(() -> reader.read(NO_HEADERS, null, NOW)).isInstanceOf(UndecodableMessage.class);
        assertThatThrownBy(() -> read(binary(), "[".repeat(100))).isInstanceOf(UndecodableMessage.class);
    }

    private List<Arrival> read(Headers headers, String value) throws UndecodableMessage {
        return reader.read(headers, bytes(value), NOW);
    }

    private static Headers binary() {
        return new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes("7"))
                .add("ce_source", bytes("/training/3"))
                .add("ce_type", bytes("com.example.saved"))
                .add("content-type", bytes("application/json"));
    }

    private static String record(String name, String bucket, String key) {
        return """
                {"eventSource":"aws:s3","awsRegion":"eu-central-1","eventName":"%s","s3":{"bucket":{"name":"%s"},\
                "object":{"key":"%s","eTag":"e1","sequencer":"01"}}}""".formatted(name, bucket, key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
