package io.apoptosis.gateway.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class ListEventsResourceIT {
    @TestHTTPResource("/api/v1/events")
    URI events;

    @Test
    void tellsTheRunsThereAreAndThenWhatChanges() throws Exception {
        String before = submit("listed-before");
        Iterator<RunSummary> summaries = summaries();

        assertThat(next(summaries, before).name()).isEqualTo("listed-before");

        String after = submit("listed-after");
        assertThat(next(summaries, after).name()).isEqualTo("listed-after");

        given().delete("/api/v1/runs/{id}", before).then().statusCode(202);
        assertThat(states(summaries, before)).endsWith("CANCELLED");
        given().delete("/api/v1/runs/{id}", after).then().statusCode(202);
    }

    @Test
    void theLayersOfARunAreThoseOfItsDenseNetwork() {
        String id = submit("layers");

        List<String> names = given().get("/api/v1/runs/{id}/layers", id)
                .then()
                .statusCode(200)
                .extract()
                .path("name");

        assertThat(names).startsWith("conv1").hasSize(20);
        given().delete("/api/v1/runs/{id}", id);
    }

    private static String submit(String name) {
        return given().contentType(ContentType.JSON)
                .body(ExampleFiles.spec(name))
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** The stream has no end; the test's timeout is the build's. */
    private static RunSummary next(Iterator<RunSummary> summaries, String id) {
        RunSummary summary = summaries.next();
        while (!summary.id().equals(id)) {
            summary = summaries.next();
        }
        return summary;
    }

    /** What the run goes through from here to its end. */
    private static List<String> states(Iterator<RunSummary> summaries, String id) {
        List<String> states = new ArrayList<>();
        do {
            states.add(next(summaries, id).state());
        } while (!List.of("CANCELLED", "COMPLETED", "FAILED").contains(states.get(states.size() - 1)));
        return states;
    }

    private Iterator<RunSummary> summaries() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Accept", "text/event-stream")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> read(line.substring("data:".length())))
                .iterator();
    }

    private static RunSummary read(String json) {
        try {
            return MessageJson.read(json.getBytes(StandardCharsets.UTF_8), RunSummary.class);
        } catch (UndecodableMessage e) {
            throw new AssertionError(e);
        }
    }
}
