package io.apoptosis.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.apoptosis.gateway.Await;
import io.apoptosis.gateway.ExampleFiles;
import io.apoptosis.gateway.RealCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway with tokens of its own and an OpenID provider's key. */
@QuarkusTest
@TestProfile(GuardedGatewayIT.Guarded.class)
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class GuardedGatewayIT {
    private static final String VICTOR = "apoptosis_victor";
    private static final String ADA = "apoptosis_ada";
    private static final String BOB = "apoptosis_bob";
    private static final String ROOT = "apoptosis_root";
    /** The profile and the test are loaded twice, by different class loaders; properties they share. */
    private static final String PROVIDER_KEY = "test.provider.key";

    @Inject
    DownloadLinks links;

    /** As an operator would set it up. */
    public static final class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            KeyPair provider = keys();
            System.setProperty(PROVIDER_KEY, base64(provider.getPrivate()));
            return Map.of(
                    "apoptosis.auth.tokens-file", tokens().toString(),
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.public-key", base64(provider.getPublic()),
                    "quarkus.oidc.client-id", "apoptosis",
                    "quarkus.oidc.token.issuer", "https://sso.example.org");
        }

        private static Path tokens() {
            try {
                return Files.write(
                        Files.createTempFile("tokens", ""),
                        List.of(
                                AccessTokensTest.line("victor", "viewer", VICTOR),
                                AccessTokensTest.line("ada", "operator", ADA),
                                AccessTokensTest.line("bob", "operator", BOB),
                                AccessTokensTest.line("root", "admin", ROOT)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void signIn() throws InterruptedException {
        ExampleFiles.signedInWith(ROOT);
        Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void whoDoesNotSayWhoTheyAreSeesHealthAndThePageOnly() {
        for (String path : List.of("/q/health/live", "/", "/js/main.js")) {
            given().get(path).then().statusCode(200);
        }
        for (String path : List.of("/api/v1/runs", "/api/v1/events", "/q/metrics", "/q/openapi", "/api/v1/nothing")) {
            given().get(path).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        }
        given().delete("/api/v1/runs/x").then().statusCode(401);
    }

    @Test
    void aTokenThatNobodyGaveOutIsRefusedEverywhere() {
        as("apoptosis_eve").get("/api/v1/runs").then().statusCode(401);
        as("eyJhbGciOiJub25lIn0.e30.").get("/api/v1/runs").then().statusCode(401);
    }

    @Test
    void aViewerLooksAndDoesNoMore() {
        as(VICTOR).get("/api/v1/runs").then().statusCode(200);
        as(VICTOR).get("/q/metrics").then().statusCode(200);
        as(VICTOR)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/runs")
                .then()
                .statusCode(403);
        as(VICTOR).delete("/api/v1/runs/x").then().statusCode(403);
    }

    @Test
    void aRunBelongsToWhoSubmitsItAndTheyAndAdminsSteerIt() {
        String id = submit(ADA, Map.of());
        as(VICTOR).get("/api/v1/runs/{id}", id).then().statusCode(200).body("handling.owner", equalTo("ada"));

        as(BOB).post("/api/v1/runs/{id}/pause", id)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("ada"));
        as(ROOT).delete("/api/v1/runs/{id}", id).then().statusCode(202);
    }

    @Test
    void onlyAnAdminSubmitsForOthers() {
        as(BOB).contentType(ContentType.JSON)
                .queryParam("owner", "ada")
                .body(ExampleFiles.spec("for-ada"))
                .post("/api/v1/runs")
                .then()
                .statusCode(403);
        String id = submit(ROOT, Map.of("owner", "ada"));
        as(ADA).delete("/api/v1/runs/{id}", id).then().statusCode(202);
    }

    @Test
    void aScheduleBelongsToWhoSavesItAndTheyAndAdminsSteerIt() {
        String schedule = "{\"name\":\"adas\",\"trigger\":{\"object\":\"checkpoints/a\"},\"run\":%s}"
                .formatted(ExampleFiles.spec("adas", "resnet20", "${object}", ""));
        as(VICTOR).get("/api/v1/schedules").then().statusCode(200);
        saving(VICTOR, schedule).post("/api/v1/schedules").then().statusCode(403);
        saving(ADA, schedule).post("/api/v1/schedules").then().statusCode(201).body("handling.owner", equalTo("ada"));

        as(BOB).post("/api/v1/schedules/adas/pause")
                .then()
                .statusCode(403)
                .body("detail", containsString("schedule adas is ada's"));
        saving(BOB, schedule).put("/api/v1/schedules/adas").then().statusCode(403);
        saving(BOB, "{\"object\":\"checkpoints/a\"}")
                .post("/api/v1/schedules/adas/firings")
                .then()
                .statusCode(403);
        saving(ROOT, schedule).put("/api/v1/schedules/adas").then().body("handling.owner", equalTo("ada"));
        as(ROOT).delete("/api/v1/schedules/adas").then().statusCode(200);
    }

    private static RequestSpecification saving(String token, String body) {
        return as(token).contentType(ContentType.JSON).body(body);
    }

    @Test
    void aProvidersTokenCountsByItsRoles() {
        as(provided("grace", "https://sso.example.org", "viewer"))
                .get("/api/v1/runs")
                .then()
                .statusCode(200);
        as(provided("grace", "https://sso.example.org", "viewer"))
                .delete("/api/v1/runs/x")
                .then()
                .statusCode(403);
        as(provided("grace", "https://sso.example.org", "operator"))
                .delete("/api/v1/runs/x")
                .then()
                .statusCode(404);
        as(provided("grace", "https://sso.example.org", "cook"))
                .get("/api/v1/runs")
                .then()
                .statusCode(403);
        as(provided("grace", "https://evil.example", "admin"))
                .get("/api/v1/runs")
                .then()
                .statusCode(401);
    }

    @Test
    void aLinkOpensItsFileWithoutAToken() {
        String link = links.to("/api/v1/runs/nobodys/files/model.onnx").path();

        given().urlEncodingEnabled(false).get(link).then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get(link.replace("model.onnx", "run.json"))
                .then()
                .statusCode(401);
        given().urlEncodingEnabled(false).delete(link).then().statusCode(401);
    }

    @Test
    void anotherSitesPageCannotUseABrowsersRights() {
        as(ROOT).header("Origin", "https://evil.example")
                .delete("/api/v1/runs/x")
                .then()
                .statusCode(403);
    }

    @Test
    void commandsAreWrittenDown() {
        List<String> audit = new CopyOnWriteArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord line) {
                audit.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("apoptosis.audit");
        log.addHandler(ear);
        try {
            as(ADA).delete("/api/v1/runs/nobodys").then().statusCode(404);
            as(VICTOR).delete("/api/v1/runs/nobodys").then().statusCode(403);
        } finally {
            log.removeHandler(ear);
        }
        assertThat(audit).hasSize(2);
        assertThat(audit.get(0))
                .contains(
                        "\"who\":\"ada\"",
                        "\"what\":\"cancel\"",
                        "\"run\":\"nobodys\"",
                        "\"status\":404",
                        "\"refused\"");
        assertThat(audit.get(1))
                .contains("\"who\":\"victor\"", "\"what\":\"DELETE /api/v1/runs/nobodys\"", "\"denied\"");
    }

    private static String submit(String token, Map<String, String> query) {
        return as(token)
                .contentType(ContentType.JSON)
                .queryParams(query)
                .body(ExampleFiles.spec("mine"))
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String provided(String name, String issuer, String role) {
        return Jwt.upn(name)
                .subject(name)
                .issuer(issuer)
                .groups(Set.of(role))
                .expiresIn(60)
                .sign(providerKey());
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static PrivateKey providerKey() {
        try {
            byte[] key = Base64.getDecoder().decode(System.getProperty(PROVIDER_KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
