package io.apoptosis.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.apoptosis.pipeline.spec.ComparisonSpecs;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the gateway tells those who run it. */
@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class ServiceIT {
    @Test
    void isReadyOnceTheFoldRuns() throws InterruptedException {
        Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);

        given().get("/q/health/ready").then().body("status", equalTo("UP"));
    }

    @Test
    void measuresARunWhileItLives() throws InterruptedException {
        String id = given().contentType(ContentType.JSON)
                .body(ExampleFiles.spec("measured"))
                .post("/api/v1/runs")
                .then()
                .extract()
                .path("id");
        Await.until("its gauges", () -> metrics().contains("apoptosis_run_step{run=\"" + id + "\"}"));
        given().get("/q/metrics").then().body(containsString("apoptosis_tasks_outstanding{kind=\"prune\"}"));

        given().delete("/api/v1/runs/{id}", id);
        Await.until("its gauges are gone", () -> !metrics().contains(id));
    }

    @Test
    void publishesTheSchemaOfSpecifications() {
        given().get("/api/v1/schema/run-spec").then().statusCode(200).body(equalTo(RunSpecs.schema()));
        given().get("/api/v1/schema/comparison-spec").then().statusCode(200).body(equalTo(ComparisonSpecs.schema()));
    }

    @Test
    void saysThatNoWorkerIsThere() {
        given().get("/api/v1/cluster")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("workers.size()", equalTo(0))
                .body("queues.kind", equalTo(List.of("scorer", "pruner", "finetuner")));
    }

    /** What clients are generated from; {@code -Dapoptosis.docs=write} writes it. */
    @Test
    void describesItsInterface() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        Path document = Path.of(System.getProperty("apoptosis.root"), "docs/openapi.yaml");
        if ("write".equals(System.getProperty("apoptosis.docs"))) {
            Files.writeString(document, served);
        }

        assertThat(document).hasContent(served);
        assertThat(served).contains("/api/v1/runs/{id}/events", "Idempotency-Key", "resnet20-cifar10");
    }

    @Test
    void servesThePageWithEverythingItLoads() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'self'"));
        for (String file : List.of("/page.css", "/js/main.js", "/lib/lit-html.js", "/lib/echarts.esm.min.js")) {
            given().get(file).then().statusCode(200).header("Cache-Control", "no-cache");
        }
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
