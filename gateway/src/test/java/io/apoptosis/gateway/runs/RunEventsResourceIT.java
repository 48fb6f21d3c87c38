package io.apoptosis.gateway.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.apoptosis.gateway.ScriptedWorker;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.TaskView;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole run as a client sees it, on the real broker and store; only the workers are scripted. */
@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class RunEventsResourceIT {
    @TestHTTPResource("/api/v1/runs")
    URI runs;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    @Test
    void aRunIsToldChangeByChangeUntilItEnds() throws Exception {
        String id = given().contentType(ContentType.JSON)
                .body(ExampleFiles.spec("watched"))
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        ObjectRef model = store.put(Keys.result(id, "model.onnx"), "the model".getBytes(StandardCharsets.UTF_8));

        List<RunView> views;
        try (ScriptedWorker worker = new ScriptedWorker(bootstrapServers, id, model)) {
            views = watch(id, worker::start);
        }

        assertThat(views).extracting(RunView::version).isSorted().doesNotHaveDuplicates();
        assertThat(views)
                .extracting(RunView::state)
                .containsSubsequence("EVALUATING", "SCORING", "PRUNING", "FINETUNING", "EXPORTING")
                .endsWith("COMPLETED");
        RunView end = views.get(views.size() - 1);
        assertThat(end.steps()).singleElement().satisfies(step -> {
            assertThat(step.accuracyAfterPruning()).isEqualTo(0.7);
            assertThat(step.accuracy()).isEqualTo(0.8);
        });
        given().get("/api/v1/runs/{id}/files/model.onnx", id)
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .body(equalTo("the model"));
        given().get("/api/v1/runs/{id}/files/secrets", id).then().statusCode(404);
        assertThat(end.tasks()).extracting(TaskView::state).containsOnly("done");
        assertThat(events("/" + id + "/events", end.version() - 1).count())
                .as("after a break only what is newer")
                .isEqualTo(1);
        assertThat(events("/" + id + "/events", end.version()).count()).isZero();
    }

    @Test
    void anUnknownRunCannotBeWatched() {
        given().get("/api/v1/runs/nobody/events").then().statusCode(404);
    }

    /** Returns when the gateway closes the stream. */
    private List<RunView> watch(String id, Runnable onFirst) throws Exception {
        List<RunView> views = new ArrayList<>();
        Iterator<String> events = events("/" + id + "/events", 0).iterator();
        while (events.hasNext()) {
            views.add(MessageJson.read(events.next().getBytes(StandardCharsets.UTF_8), RunView.class));
            if (views.size() == 1) {
                onFirst.run();
            }
        }
        return views;
    }

    /** The data of each event, as they come. */
    private Stream<String> events(String path, long lastEventId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(runs + path))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(lastEventId))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()));
    }
}
