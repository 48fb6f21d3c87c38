package io.apoptosis.gateway.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.apoptosis.gateway.RealCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guides at the gateway. */
@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class DocsResourceIT {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#:]+)[\"#]");

    @Test
    void everythingThatTheGuidesReferToIsServed() {
        Set<URI> seen = new LinkedHashSet<>();
        Queue<URI> open = new ArrayDeque<>(Set.of(URI.create("/docs/README.md")));
        while (!open.isEmpty()) {
            URI place = open.remove();
            if (seen.add(place)) {
                Response answer = given().get(place);
                assertThat(answer.statusCode()).as(place.toString()).isEqualTo(200);
                if (place.getPath().endsWith(".md")) {
                    REFERENCE
                            .matcher(answer.asString())
                            .results()
                            .map(found -> place.resolve(found.group(1)))
                            .filter(found -> !found.getPath().equals("/"))
                            .forEach(open::add);
                }
            }
        }
        assertThat(seen)
                .extracting(URI::getPath)
                .contains(
                        "/docs/tutorial.md", "/docs/images/tutorial-run.jpg", "/docs/adr/0001-modules.md", "/page.css");
    }

    @Test
    void beginsWithAnIndexAndSaysWhatIsNotThere() {
        given().get("/docs")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("<title>Guides · Apoptosis</title>"));
        given().get("/docs/nothing.md").then().statusCode(404).body(containsString("there is no guide nothing.md"));
    }
}
