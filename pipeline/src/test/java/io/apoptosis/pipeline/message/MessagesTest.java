package io.apoptosis.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final Event PROGRESS = new Event.TaskProgressed("r1", "step-1/score/0", 2, 3, 4, "batches", "w1");
    private final Messages messages = new Messages("/scorer-worker/w1");

    static List<Message> examples() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadBackWhatItWrites(Message message) throws Exception {
        ProducerRecord<String, byte[]> record = messages.encode("topic", message);

        assertThat(Messages.decode(record.headers(), record.value())).isEqualTo(message);
        assertThat(record.key()).isEqualTo(message.subject());
        assertThat(messages.encode("topic", message).value()).isEqualTo(record.value());
    }

    @Test
    void shouldPutTheAttributesInHeaders() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        Headers headers = new Messages("/scorer-worker/w1", clock)
                .encode("topic", PROGRESS)
                .headers();

        assertThat(Arrays.stream(headers.toArray())
                        .collect(Collectors.toMap(
                                header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8))))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "io.apoptosis.task.progressed.v1")
                .containsEntry("ce_source", "/scorer-worker/w1")
                .containsEntry("ce_subject", "r1")
                .containsEntry("ce_id", "r1/step-1/score/0/attempt-2/w1/3")
                .containsEntry("ce_time", "2026-01-02T03:04:05Z")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void shouldCarryTheTraceAsCloudEventsDo() throws Exception {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        ProducerRecord<String, byte[]> record = messages.encode("topic", PROGRESS, traceparent);

        assertThat(record.headers().lastHeader("ce_traceparent").value())
                .asString()
                .isEqualTo(traceparent);
        assertThat(Messages.traceparent(record.headers())).isEqualTo(traceparent);
        assertThat(Messages.decode(record.headers(), record.value())).isEqualTo(PROGRESS);
    }

    @Test
    void shouldIgnoreATraceThatMakesNoSense() {
        Headers headers = new RecordHeaders().add("ce_traceparent", "00-a-b-01".getBytes(StandardCharsets.UTF_8));

        assertThat(Messages.traceparent(headers)).isNull();
        assertThat(Messages.traceparent(messages.encode("topic", PROGRESS).headers()))
                .isNull();
    }

    @Test
    void shouldTellMessagesApartByTheirIds() {
        assertThat(Examples.all()).extracting(Message::messageId).doesNotHaveDuplicates();
        Task.Score score = (Task.Score) Examples.all().get(1);
        assertThat(score.retried().messageId()).isNotEqualTo(score.messageId());
    }

    @Test
    void shouldIgnoreUnknownFields() throws Exception {
        byte[] json = "{\"runId\":\"r1\",\"at\":\"2026-01-02T03:04:05Z\",\"mood\":{\"a\":1}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Messages.decode(headers("io.apoptosis.run.cancel.requested.v1"), json))
                .isEqualTo(new Command.CancelRun("r1", Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void shouldCarryANumberThatIsNone() throws Exception {
        Event diverged =
                new Event.DenseEvaluated("r1", new Measurement(0.1, Double.NaN, 1, 1), 1, 1, Spent.UNTOLD, "w1");
        ProducerRecord<String, byte[]> record = messages.encode("topic", diverged);

        assertThat(Messages.decode(record.headers(), record.value())).isEqualTo(diverged);
    }

    @Test
    void shouldRefuseAnUnknownVersionOrType() {
        assertRefused(headers("io.apoptosis.score.requested.v2"), "{}", "version 2 of io.apoptosis.score.requested");
        assertRefused(headers("com.example.hello"), "{}", "unknown message type com.example.hello");
        assertRefused(new RecordHeaders(), "{}", "not a CloudEvent");
        assertRefused(headers("io.apoptosis.score.requested.v1").remove("ce_source"), "{}", "not a CloudEvent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"runId\":",
                "\u0000\u0001",
                "{\"runId\":\"r1\"}",
                "{\"runId\":\"r1\",\"taskId\":\"t\",\"attempt\":1,\"done\":\"many\",\"total\":4,\"unit\":\"batches\",\"worker\":\"w\"}",
                "{\"runId\":\"r1\",\"taskId\":\"t\",\"attempt\":1,\"total\":4,\"unit\":\"batches\",\"worker\":\"w\"}"
            })
    void shouldRefuseDamagedData(String json) {
        assertRefused(headers("io.apoptosis.task.progressed.v1"), json, "");
    }

    @Test
    void shouldRefuseARecordWithoutData() {
        assertThatThrownBy(() -> Messages.decode(headers("io.apoptosis.task.progressed.v1"), null))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessageContaining("without data");
    }

    @Test
    void shouldRefuseAMessageOfAnotherKind() {
        ProducerRecord<String, byte[]> record = messages.encode("topic", PROGRESS);

        assertThatThrownBy(() -> Messages.decode(record.headers(), record.value(), Task.class))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessage("io.apoptosis.task.progressed.v1 where a task belongs");
    }

    private static void assertRefused(Headers headers, String json, String reason) {
        assertThatThrownBy(() -> Messages.decode(headers, json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessageContaining(reason);
    }

    private static Headers headers(String type) {
        return new RecordHeaders()
                .add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8))
                .add("ce_id", "1".getBytes(StandardCharsets.UTF_8))
                .add("ce_source", "/test".getBytes(StandardCharsets.UTF_8))
                .add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    }
}
