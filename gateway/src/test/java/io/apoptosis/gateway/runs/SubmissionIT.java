package io.apoptosis.gateway.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class SubmissionIT {
    private static final String RESNET20 = "weights/resnet20-cifar10.th";

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        String spec = ExampleFiles.spec(
                        "bad", "resnet20", ExampleFiles.upload(RESNET20), ", \"skip\": [\"layer1.0.conv\"]")
                .replace("\"batches\": 4", "\"batches\": 4000");

        assertThat(refused(spec))
                .anySatisfy(error -> assertThat(error).contains("$.prune.skip[0]", "did you mean layer1.0.conv1?"))
                .anySatisfy(error -> assertThat(error).contains("$.importance.batches", "64000 training images"))
                .hasSize(2);
    }

    @Test
    void refusesATargetOutsideItsRangeAndAnUnknownCriterion() {
        String spec = ExampleFiles.spec("bad")
                .replace("\"macs\": 0.6", "\"macs\": 1.5")
                .replace("\"batches\": 4", "\"criterion\": \"obba\", \"batches\": 4");

        assertThat(refused(spec))
                .anySatisfy(error -> assertThat(error).contains("$.prune.target.macs", "1.5"))
                .anySatisfy(error -> assertThat(error).contains("$.importance.criterion", "oba"));
    }

    @Test
    void refusesACheckpointOfAnotherArchitectureNamingItsTensors() {
        String spec = ExampleFiles.spec("bad", "resnet32", ExampleFiles.upload(RESNET20), "");

        assertThat(refused(spec)).singleElement().asString().contains("$.model", "layer1.3.conv1.weight is missing");
    }

    @Test
    void refusesWhatWouldLeaveTheStoreOrReachOtherMachines() {
        for (String location : List.of(
                "object:runs/other/dense/spec.json",
                "object:../../etc/passwd",
                "object:uploads/" + "0".repeat(64) + "/../../runs/x",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd")) {
            assertThat(refused(ExampleFiles.spec("bad", "resnet20", location, "")))
                    .singleElement()
                    .asString()
                    .containsAnyOf("may refer to these only", "is a file of your machine");
        }
    }

    @Test
    void refusesATruncatedCheckpoint() {
        byte[] whole = ExampleFiles.bytes(RESNET20);
        String weights = ExampleFiles.upload("truncated.th", Arrays.copyOf(whole, whole.length / 2));

        assertThat(refused(ExampleFiles.spec("bad", "resnet20", weights, "")))
                .singleElement()
                .asString()
                .contains("$.model", weights);
    }

    @Test
    void refusesFilesThatWereNotUploaded() {
        String missing = "object:uploads/" + "0".repeat(64) + "/weights.th";

        assertThat(refused(ExampleFiles.spec("bad", "resnet20", missing, "")))
                .singleElement()
                .asString()
                .contains("there is no object uploads/0000");
        assertThat(refused(ExampleFiles.spec("bad", "resnet20", "/home/me/weights.th", "")))
                .singleElement()
                .asString()
                .contains("/home/me/weights.th is a file of your machine");
    }

    @Test
    void theSameKeyAndSpecificationAreTheSameRun() {
        String key = UUID.randomUUID().toString();
        String spec = ExampleFiles.spec("twice");

        String first = submit(spec, key).statusCode(202).extract().path("id");
        String second = submit(spec, key).statusCode(202).extract().path("id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theSameKeyForAnotherSpecificationIsAConflict() {
        String key = UUID.randomUUID().toString();
        submit(ExampleFiles.spec("one"), key).statusCode(202);

        submit(ExampleFiles.spec("two"), key)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("another specification"));
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndStartsNothing() {
        given().contentType(ContentType.JSON)
                .body(ExampleFiles.spec("never-started"))
                .post("/api/v1/dry-runs")
                .then()
                .statusCode(200)
                .body("macs", equalTo(40551040))
                .body("groups", equalTo(10))
                .body("unit", equalTo("macs"))
                .body("ratios", equalTo(List.of(0.6f)))
                .body("coupled.channels.sum()", equalTo(400))
                .body("coupled[0].layers", hasItem("conv1"));

        given().get("/api/v1/runs").then().body("name", not(hasItem("never-started")));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/dry-runs")
                .then()
                .statusCode(400)
                .body("errors.size()", equalTo(2));
    }

    private static List<String> refused(String spec) {
        return submit(spec, UUID.randomUUID().toString())
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .path("errors");
    }

    private static ValidatableResponse submit(String spec, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(spec)
                .post("/api/v1/runs")
                .then();
    }
}
