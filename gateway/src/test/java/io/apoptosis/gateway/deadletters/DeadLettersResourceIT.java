package io.apoptosis.gateway.deadletters;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.apoptosis.gateway.Await;
import io.apoptosis.gateway.RealCluster;
import io.apoptosis.pipeline.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class DeadLettersResourceIT {
    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void aMessageThatNobodyUnderstandsIsListedShownAndSentAgain() throws Exception {
        String run = "poisoned-" + UUID.randomUUID();
        send(run, "no message at all");
        Await.until("it is set aside", () -> count(run) == 1);

        Map<String, Object> letter = given().get("/api/v1/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("find { it.run == '%s' }".formatted(run));
        given().get("/api/v1/dead-letters/{p}/{o}", letter.get("partition"), letter.get("offset"))
                .then()
                .statusCode(200)
                .body("topic", equalTo(Topics.EVENTS))
                .body("body", equalTo("no message at all"));

        given().post("/api/v1/dead-letters/{p}/{o}/replay", letter.get("partition"), letter.get("offset"))
                .then()
                .statusCode(202);
        // Nothing was mended, so it comes back.
        Await.until("it is set aside again", () -> count(run) == 2);
    }

    @Test
    void whatIsNotThereIsAProblem() {
        given().get("/api/v1/dead-letters/0/999999")
                .then()
                .statusCode(404)
                .body("detail", containsString("no dead letter 0/999999"));
        given().post("/api/v1/dead-letters/77/0/replay").then().statusCode(404);
        given().get("/api/v1/dead-letters?limit=0").then().statusCode(400);
    }

    private static int count(String run) {
        return given().get("/api/v1/dead-letters").path("findAll { it.run == '%s' }.size()".formatted(run));
    }

    private void send(String key, String body) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.EVENTS, key, body.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
