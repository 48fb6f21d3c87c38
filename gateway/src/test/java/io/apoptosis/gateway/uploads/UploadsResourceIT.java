package io.apoptosis.gateway.uploads;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.apoptosis.gateway.RealCluster;
import io.apoptosis.pipeline.store.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class UploadsResourceIT {
    @Test
    void aFileIsStoredOnceUnderItsChecksum() {
        byte[] file = "some weights".getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.of(file);

        given().head("/api/v1/uploads/{sha}/w.th", sha256).then().statusCode(404);
        put(sha256, "w.th", file).statusCode(201).body("location", equalTo("object:uploads/" + sha256 + "/w.th"));
        put(sha256, "w.th", file).statusCode(201);
        given().head("/api/v1/uploads/{sha}/w.th", sha256).then().statusCode(200);
    }

    @Test
    void aDamagedFileIsRefused() {
        byte[] sent = "what came".getBytes(StandardCharsets.UTF_8);
        byte[] meant = "what was meant".getBytes(StandardCharsets.UTF_8);

        put(Sha256.of(meant), "w.th", sent).statusCode(400).body("detail", containsString("damaged or truncated"));
        given().head("/api/v1/uploads/{sha}/w.th", Sha256.of(meant)).then().statusCode(404);
    }

    @Test
    void namesThatAreNoneAreRefused() {
        byte[] file = "x".getBytes(StandardCharsets.UTF_8);

        put("abc", "w.th", file).statusCode(400).body("detail", containsString("64 lower-case hexadecimal digits"));
        put(Sha256.of(file), "..hidden", file).statusCode(400).body("detail", containsString("no file name"));
    }

    private static ValidatableResponse put(String sha256, String name, byte[] file) {
        return given().contentType("application/octet-stream")
                .body(file)
                .put("/api/v1/uploads/{sha}/{name}", sha256, name)
                .then();
    }
}
