package io.apoptosis.gateway.schedules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.apoptosis.gateway.Await;
import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import io.apoptosis.pipeline.store.Sha256;
import io.apoptosis.pipeline.topic.Topics;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From what others put into bucket and topic to runs, with a real broker and store. */
@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class SchedulesIT {
    private static final byte[] RESNET20 = ExampleFiles.bytes("weights/resnet20-cifar10.th");
    private static final String BUCKET = "apoptosis";

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @ConfigProperty(name = "apoptosis.s3.endpoint")
    String endpoint;

    @ConfigProperty(name = "apoptosis.s3.access-key")
    String accessKey;

    @ConfigProperty(name = "apoptosis.s3.secret-key")
    String secretKey;

    @Inject
    Launcher launcher;

    @Test
    void aNotificationToldTwiceIsOneRunOfTheVeryObject() throws Exception {
        String name = create("told-twice", "\"object\":\"checkpoints/twice/*\"");
        String etag = put("checkpoints/twice/epoch 7.th", RESNET20);

        publish(notification("checkpoints%2Ftwice%2Fepoch+7.th", etag));
        publish(notification("checkpoints%2Ftwice%2Fepoch+7.th", etag));
        publishStructuredEvent("checkpoints/twice/epoch 7.th", etag);

        Await.until("it has started", () -> "started".equals(outcome(name, "state")));
        String run = outcome(name, "runId");
        given().get("/api/v1/runs/{id}", run)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("spec.model.weights", equalTo("object:uploads/" + Sha256.of(RESNET20) + "/epoch_7.th"));
        String marker = create("marker", "\"object\":\"checkpoints/marker/*\"");
        publish(notification("checkpoints%2Fmarker%2Fx", "none"));
        Await.until("all before has been looked at", () -> "refused".equals(outcome(marker, "state")));
        assertThat(runsCalled(name)).containsExactly(run);
    }

    @Test
    void twoGatewaysThatLaunchTheSameFiringStartOneRun() throws Exception {
        String etag = put("checkpoints/race/a.th", RESNET20);
        Firing firing = new Firing(
                "race",
                Instant.now(),
                "race-" + UUID.randomUUID().toString().substring(0, 8),
                ScheduleSpecs.parse(schedule("race", "\"object\":\"checkpoints/race/*\""), "")
                        .run(),
                Handling.DEFAULT,
                new StoredObject("checkpoints/race/a.th", etag));

        assertThat(IntStream.range(0, 4).parallel().mapToObj(gateway -> launcher.launch(firing)))
                .containsOnly(Optional.empty());
        assertThat(runsCalled("race")).containsExactly(firing.runId());
    }

    @Test
    void whatCantBeRunIsShownWithItsReasonAndCounted() throws Exception {
        double before = firings("refused");
        String name = create("damaged", "\"object\":\"checkpoints/damaged/*\"");
        String etag = put("checkpoints/damaged/half.th", Arrays.copyOf(RESNET20, RESNET20.length / 2));

        publish(notification("checkpoints%2Fdamaged%2Fhalf.th", etag));

        Await.until("it was refused", () -> "refused".equals(outcome(name, "state")));
        assertThat(outcome(name, "problem")).contains("$.model", "half.th");
        assertThat(runsCalled(name)).isEmpty();
        assertThat(firings("refused")).isGreaterThan(before);
    }

    @Test
    void aFiringThatCantBeReadIsCountedAndTheNextOneGoesOn() throws Exception {
        double before = firings("undecodable");
        send(new ProducerRecord<>(Topics.FIRINGS, "stranger", "no firing".getBytes(StandardCharsets.UTF_8)));
        String name = create("after-a-stranger", "\"object\":\"checkpoints/stranger/*\"");

        publish(notification("checkpoints%2Fstranger%2Fx", "none"));

        Await.until("the next one has its outcome", () -> "refused".equals(outcome(name, "state")));
        Await.until("the stranger's is counted", () -> firings("undecodable") > before);
    }

    @Test
    void anObjectThatWasReplacedMeanwhileIsNotRunInItsPlace() throws Exception {
        String name = create("replaced", "\"object\":\"checkpoints/replaced/*\"");
        put("checkpoints/replaced/a.th", RESNET20);

        publish(notification("checkpoints%2Freplaced%2Fa.th", "0123456789abcdef0123456789abcdef"));

        Await.until("it was refused", () -> "refused".equals(outcome(name, "state")));
        assertThat(outcome(name, "problem")).contains("has been replaced since");
    }

    @Test
    void whatNobodyUnderstandsIsADeadLetter() throws Exception {
        String key = "strange-" + UUID.randomUUID();
        publish(key, "hello");

        Await.until(
                "it is set aside",
                () -> given().get("/api/v1/dead-letters")
                                .jsonPath()
                                .getList(
                                        "findAll { it.run == '%s' && it.topic == 'apoptosis.triggers' }".formatted(key))
                                .size()
                        == 1);
    }

    @Test
    void aPersonMayFireItWithAnObjectOfTheirChoice() throws Exception {
        String name = create("by-hand", "\"object\":\"checkpoints/by-hand/*\",\"cron\":\"30 2 * * *\"");
        put("checkpoints/elsewhere/a.th", RESNET20);
        given().post("/api/v1/schedules/{n}/pause", name).then().statusCode(200);

        String key = UUID.randomUUID().toString();
        String run = fire(name, key, "{\"object\":\"checkpoints/elsewhere/a.th\"}")
                .statusCode(202)
                .extract()
                .path("runs[0]");
        assertThat((String) fire(name, key, "{\"object\":\"checkpoints/elsewhere/a.th\"}")
                        .extract()
                        .path("runs[0]"))
                .isEqualTo(run);

        Await.until("it has started", () -> "started".equals(outcome(name, "state")));
        given().get("/api/v1/runs/{id}", run).then().statusCode(200);
        String upload = ExampleFiles.upload("weights/resnet20-cifar10.th").substring("object:".length());
        fire(name, UUID.randomUUID().toString(), "{\"object\":\"" + upload + "\"}")
                .statusCode(202);
        fire(name, key, "").statusCode(400).body("detail", containsString("need an object"));
        fire(name, key, "{\"object\":\"checkpoints/nothing\"}").statusCode(400);
        fire(name, key, "{\"object\":\"runs/x/dense/spec.json\"}").statusCode(400);
        fire(name, key, "{\"key\":\"x\"}").statusCode(400).body("detail", containsString("key"));
        fire("nobody", key, "{}").statusCode(404);
    }

    @Test
    void schedulesAreSavedLookedAtPausedAndDeleted() {
        String name = create("life", "\"object\":\"checkpoints/life/*\",\"cron\":\"30 2 * * *\"");
        given().get("/api/v1/schedules").then().statusCode(200).body("spec.name", hasItem(name));
        given().get("/api/v1/schedules/{n}", name)
                .then()
                .body("paused", equalTo(false))
                .body("next", notNullValue())
                .body("handling.owner", equalTo("nobody"));
        given().post("/api/v1/schedules/{n}/pause", name)
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("next", nullValue());
        post(schedule(name, "\"object\":\"checkpoints/life/*\"")).statusCode(409);

        given().contentType(ContentType.JSON)
                .body(schedule(name, "\"object\":\"checkpoints/other/*\""))
                .put("/api/v1/schedules/{n}?priority=low", name)
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("handling.priority", equalTo("low"))
                .body("spec.trigger.object", equalTo("checkpoints/other/*"));
        given().contentType(ContentType.JSON)
                .body(schedule("another", "\"object\":\"checkpoints/other/*\""))
                .put("/api/v1/schedules/{n}", name)
                .then()
                .statusCode(400)
                .body("detail", containsString("keeps its name"));
        given().post("/api/v1/schedules/{n}/resume", name).then().body("paused", equalTo(false));

        given().delete("/api/v1/schedules/{n}", name).then().statusCode(200);
        given().get("/api/v1/schedules").then().body("spec.name", not(hasItem(name)));
        given().get("/api/v1/schedules/{n}", name)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("there is no schedule " + name));
        given().delete("/api/v1/schedules/{n}", name).then().statusCode(404);
        given().get("/api/v1/schema/schedule-spec").then().statusCode(200);
    }

    @Test
    void aTemplateThatCouldNeverRunIsRefusedAtTheDoor() {
        String good = text("bad", "\"object\":\"checkpoints/bad/*\"");

        post(good.replace("\"iterations\": 1", "\"iterations\": 1, \"skip\": [\"layer1.0.conv\"]"))
                .statusCode(400)
                .body("errors[0]", containsString("$.run.prune.skip[0]"))
                .body("errors[0]", containsString("did you mean layer1.0.conv1?"));
        post(good.replaceAll("object:uploads/[0-9a-f]{64}/train.bin", "object:uploads/" + "0".repeat(64) + "/x"))
                .statusCode(400)
                .body("errors[0]", containsString("$.run.data.train"));
        post(good.replace("\"batches\": 4", "\"batches\": 4000"))
                .statusCode(400)
                .body("errors[0]", containsString("$.run.importance.batches"));
        post(good.replace("\"trigger\"", "\"triger\""))
                .statusCode(400)
                .body("errors", hasItem(containsString("did you mean `trigger`?")));
        given().contentType(ContentType.JSON)
                .body(good)
                .post("/api/v1/schedules?deadline=2h")
                .then()
                .statusCode(400);
        given().get("/api/v1/schedules").then().body("spec.name", not(hasItem("bad")));
    }

    private static String create(String name, String trigger) {
        post(schedule(name, trigger)).statusCode(201).header("Location", containsString("/api/v1/schedules/" + name));
        return name;
    }

    private static ValidatableResponse post(byte[] schedule) {
        return post(new String(schedule, StandardCharsets.UTF_8));
    }

    private static ValidatableResponse post(String schedule) {
        return given().contentType(ContentType.JSON)
                .body(schedule)
                .post("/api/v1/schedules")
                .then();
    }

    private static byte[] schedule(String name, String trigger) {
        return text(name, trigger).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String name, String trigger) {
        String run = ExampleFiles.spec(name, "resnet20", "${object}", "");
        return "{\"name\":\"%s\",\"trigger\":{%s},\"run\":%s}".formatted(name, trigger, run);
    }

    private static ValidatableResponse fire(String schedule, String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/schedules/{n}/firings", schedule)
                .then();
    }

    private static String outcome(String schedule, String what) {
        return given().get("/api/v1/schedules/{n}", schedule).path("last?.runs?.getAt(0)?." + what);
    }

    private static List<String> runsCalled(String name) {
        return given().get("/api/v1/runs?limit=1000").path("findAll { it.name == '%s' }.id".formatted(name));
    }

    private static double firings(String outcome) {
        String metrics = given().get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("apoptosis_schedule_firings_total{outcome=\"" + outcome))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** As any client of the store does, without a checksum of ours. */
    private String put(String key, byte[] bytes) throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(endpoint)
                .credentials(accessKey, secretKey)
                .build()) {
            return client.putObject(PutObjectArgs.builder()
                            .bucket(BUCKET)
                            .object(key)
                            .data(bytes, bytes.length)
                            .build())
                    .etag()
                    .replace("\"", "");
        }
    }

    private static String notification(String key, String etag) {
        return """
                {"EventName":"s3:ObjectCreated:Put","Key":"apoptosis/%s","Records":[{"eventVersion":"2.0","eventSource":"minio:s3",\
                "awsRegion":"","eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"apoptosis"},"object":{"key":"%s","eTag":"%s",\
                "sequencer":"%s"}}}]}""".formatted(key, key, etag, UUID.randomUUID());
    }

    private void publish(String notification) throws Exception {
        publish("apoptosis/object", notification);
    }

    private void publish(String key, String value) throws Exception {
        send(new ProducerRecord<>(Topics.TRIGGERS, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private void publishStructuredEvent(String key, String etag) throws Exception {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/training/7","type":"com.example.checkpoint.saved",\
                "data":{"bucket":"apoptosis","key":"%s","etag":"%s"}}""".formatted(UUID.randomUUID(), key, etag);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.TRIGGERS, "training", event.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        send(record);
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
