package io.apoptosis.gateway.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.apoptosis.gateway.Await;
import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class RunsResourceIT {
    @Test
    void anAcceptedRunCanBeAskedForAtOnce() {
        String id = submit("at-once");

        given().get("/api/v1/runs/{id}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("at-once"))
                .body("state", oneOf("QUEUED", "EVALUATING"))
                .body("handling.priority", equalTo("normal"))
                .body("totalSteps", equalTo(1));
    }

    @Test
    void theNewestRunComesFirst() {
        String first = submit("older");
        String second = submit("newer");

        List<String> ids =
                given().get("/api/v1/runs").then().statusCode(200).extract().path("id");
        assertThat(ids).containsSubsequence(second, first);
    }

    @Test
    void aLongListComesInPages() {
        for (int run = 0; run < 3; run++) {
            submit("page");
        }
        List<String> all =
                given().get("/api/v1/runs").then().statusCode(200).extract().path("id");

        List<String> first =
                given().get("/api/v1/runs?limit=2").then().extract().path("id");
        List<String> second = given().get("/api/v1/runs?limit=1&before={id}", first.get(1))
                .then()
                .extract()
                .path("id");

        assertThat(first).isEqualTo(all.subList(0, 2));
        assertThat(second).isEqualTo(all.subList(2, 3));
        given().get("/api/v1/runs?limit=0").then().statusCode(400).body("detail", containsString("limit is 0"));
        given().get("/api/v1/runs?before=nobody").then().statusCode(404);
        given().get("/api/v1/runs?limit=&limit=7")
                .then()
                .statusCode(400)
                .body("detail", equalTo("the parameter limit has to have one value, or be left out"));
    }

    @Test
    void anUnknownRunIsAProblem() {
        given().get("/api/v1/runs/nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("there is no run nobody"));
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsRefusedWithThoseThatItHas() {
        given().put("/api/v1/runs")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .contentType("application/problem+json");
        given().patch("/api/v1/runs/any").then().statusCode(405).header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS"));
        given().get("/api/v1/runs/any/pause").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
        given().options("/api/v1/runs").then().statusCode(200).header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    }

    @Test
    void aRunIsPausedAndResumed() throws InterruptedException {
        String id = submit("paused");

        given().post("/api/v1/runs/{id}/pause", id).then().statusCode(202);
        awaitState(id, "PAUSED");
        given().post("/api/v1/runs/{id}/pause", id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("is PAUSED"));

        given().post("/api/v1/runs/{id}/resume", id).then().statusCode(202);
        awaitState(id, "EVALUATING");
        given().post("/api/v1/runs/{id}/resume", id).then().statusCode(409);
    }

    @Test
    void aRunIsClonedWithChanges() {
        String id = submit("original");

        given().contentType(ContentType.JSON)
                .body("{\"name\":\"smaller\",\"prune\":{\"target\":{\"macs\":0.5}}}")
                .queryParam("priority", "high")
                .post("/api/v1/runs/{id}/clone", id)
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/runs/smaller-"))
                .body("spec.prune.target.macs", equalTo(List.of(0.5f)))
                .body("spec.seed", equalTo(given().get("/api/v1/runs/{id}", id).<Integer>path("spec.seed")))
                .body("handling.priority", equalTo("high"));
    }

    @Test
    void aCloneThatCannotRunIsRefused() {
        String id = submit("original");

        given().contentType(ContentType.JSON)
                .body("{\"prune\":{\"target\":{\"macs\":7}}}")
                .post("/api/v1/runs/{id}/clone", id)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aTreatmentThatMakesNoSenseIsRefused() {
        for (String query : List.of(
                "priority=urgent", "keep=some", "deadline=soon", "deadline=2001-01-01T00:00:00Z", "owner=%20")) {
            given().contentType(ContentType.JSON)
                    .body(ExampleFiles.spec("odd"))
                    .urlEncodingEnabled(false)
                    .post("/api/v1/runs?" + query)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void onlyAStepThatHasBegunIsDoneAgain() throws InterruptedException {
        String id = submit("early");
        given().post("/api/v1/runs/{id}/pause", id).then().statusCode(202);
        awaitState(id, "PAUSED");

        given().post("/api/v1/runs/{id}/retry?step=1", id)
                .then()
                .statusCode(400)
                .body("detail", containsString("no step 1"));
    }

    @Test
    void aCancelledRunStaysCancelled() throws InterruptedException {
        String id = submit("cancelled");

        given().delete("/api/v1/runs/{id}", id).then().statusCode(202);
        awaitState(id, "CANCELLED");
        given().delete("/api/v1/runs/{id}", id).then().statusCode(409);
    }

    private static String submit(String name) {
        return given().contentType(ContentType.JSON)
                .body(ExampleFiles.spec(name))
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/runs/" + name + "-"))
                .extract()
                .path("id");
    }

    private static void awaitState(String id, String state) throws InterruptedException {
        Await.until(
                id + " is " + state,
                () -> given().get("/api/v1/runs/{id}", id).<String>path("state").equals(state));
    }
}
