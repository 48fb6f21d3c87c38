package io.apoptosis.pipeline.message;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Messages as Kafka records: CloudEvents 1.0 in binary mode, that is the attributes in {@code ce_} headers and JSON as the value. The
 * record's key and the event's subject are the message's subject, mostly a run id; the event's id is a function of the content, so a message sent twice can be told.
 */
public final class Messages {
    private static final Pattern VERSIONED = Pattern.compile("(io\\.apoptosis\\..+)\\.v(\\d+)");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String JSON = "application/json";
    private static final String TRACE = "traceparent";

    private final URI source;
    private final @Nullable Clock clock;

    /** Messages without a time. @param source who speaks, a URI reference such as {@code /scorer-worker/7f3a} */
    public Messages(String source) {
        this.source = URI.create(source);
        this.clock = null;
    }

    /** Messages that carry the clock's time. */
    public Messages(String source, Clock clock) {
        this.source = URI.create(source);
        this.clock = clock;
    }

    /** The record to send; its headers and value serve where no producer record is wanted. */
    public ProducerRecord<String, byte[]> encode(String topic, Message message) {
        return encode(topic, message, null);
    }

    /**
     * As {@link #encode(String, Message)}, within a trace.
     *
     * @param traceparent as W3C Trace Context writes it; CloudEvents' extension for distributed tracing
     */
    public ProducerRecord<String, byte[]> encode(String topic, Message message, @Nullable String traceparent) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(message.messageId())
                .withType(MessageType.of(message).ceType())
                .withSource(source)
                .withSubject(message.subject())
                .withData(JSON, MessageJson.write(message));
        if (clock != null) {
            event.withTime(clock.instant().atOffset(ZoneOffset.UTC));
        }
        if (traceparent != null) {
            event.withExtension(TRACE, traceparent);
        }
        return KafkaMessageFactory.<String>createWriter(topic, message.subject())
                .writeBinary(event.build());
    }

    /** The trace that the message belongs to; null if it names none, or in a way that makes no sense. */
    public static @Nullable String traceparent(Headers headers) {
        Header header = headers.lastHeader("ce_" + TRACE);
        String value = header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
        return TRACEPARENT.matcher(value).matches() ? value : null;
    }

    /** @throws UndecodableMessage if the record is not a message of a type and version this program knows, with the reason */
    public static Message decode(Headers headers, byte @Nullable [] data) throws UndecodableMessage {
        CloudEvent event = event(headers, data);
        MessageType type = MessageType.named(event.getType()).orElse(null);
        if (type == null) {
            throw new UndecodableMessage(unknown(event.getType()));
        }
        CloudEventData json = event.getData();
        if (json == null) {
            throw new UndecodableMessage("a message of type " + event.getType() + " without data");
        }
        return MessageJson.read(json.toBytes(), type.record());
    }

    /** As {@link #decode(Headers, byte[])} where only one kind of message belongs: {@link Task}, {@link Event} or {@link Command}. */
    public static <M extends Message> M decode(Headers headers, byte @Nullable [] data, Class<M> kind)
            throws UndecodableMessage {
        Message message = decode(headers, data);
        if (!kind.isInstance(message)) {
            throw new UndecodableMessage("%s where a %s belongs"
                    .formatted(
                            MessageType.of(message).ceType(),
                            kind.getSimpleName().toLowerCase(Locale.ROOT)));
        }
        return kind.cast(message);
    }

    private static CloudEvent event(Headers headers, byte @Nullable [] data) throws UndecodableMessage {
        try {
            return KafkaMessageFactory.createReader(headers, data).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException | NullPointerException e) {
            throw new UndecodableMessage("not a CloudEvent in Kafka's binary mode: " + e.getMessage(), e);
        }
    }

    private static String unknown(String type) {
        Matcher versioned = VERSIONED.matcher(type);
        if (versioned.matches() && MessageType.named(versioned.group(1) + ".v1").isPresent()) {
            return "version %s of %s is not known here, only v1".formatted(versioned.group(2), versioned.group(1));
        }
        return "unknown message type " + type;
    }
}
