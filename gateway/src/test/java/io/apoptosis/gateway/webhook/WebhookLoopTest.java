package io.apoptosis.gateway.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.topic.TopicSetup;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.standalone.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, to a real server. */
@Tag("slow")
class WebhookLoopTest {
    @Test
    void whatHasCompletedOrFailedIsToldOnceAndNothingElse(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Listener listener = new Listener()) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(kafka)) {
                TopicSetup.ensure(admin, 1, (short) 1);
            }
            publish(kafka, Ended.run("long-ago", "COMPLETED"));
            WebhookLoop loop = new WebhookLoop(Settings.to(listener.url()), kafka, new SimpleMeterRegistry());
            loop.start(new StartupEvent());
            awaitListening(kafka, listener);

            publish(kafka, Ended.run("run-1", "SCORING"));
            publish(kafka, Ended.run("run-1", "COMPLETED"));
            publish(kafka, Ended.run("run-1", "COMPLETED"));
            publish(kafka, Ended.run("run-2", "CANCELLED"));
            publish(kafka, Ended.run("run-3", "FAILED"));

            assertThat(List.of(next(listener), next(listener))).containsExactly("run-1-7", "run-3-7");
            assertThat(listener.requests()).isEmpty();
            loop.stop(new ShutdownEvent());
        }
    }

    /** It begins with what comes after it has joined: until then a run is published again and again. */
    private static void awaitListening(Map<String, Object> kafka, Listener listener) throws Exception {
        for (int i = 0; listener.requests().isEmpty(); i++) {
            assertThat(i).as("seconds until it listened").isLessThan(60);
            publish(kafka, Ended.run("probe", i % 2 == 0 ? "COMPLETED" : "SCORING"));
            MILLISECONDS.sleep(500);
        }
        SECONDS.sleep(1);
        assertThat(listener.requests()).extracting(Listener.Request::id).containsOnly("probe-7");
        listener.requests().clear();
    }

    private static String next(Listener listener) throws InterruptedException {
        Listener.Request request = listener.requests().poll(30, SECONDS);
        assertThat(request).as("a notice").isNotNull();
        return request.id();
    }

    private static void publish(Map<String, Object> kafka, RunView view)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RUNS, view.id(), MessageJson.write(view)))
                    .get();
        }
    }
}
