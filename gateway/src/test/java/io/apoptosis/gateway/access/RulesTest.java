package io.apoptosis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/page.css",
                "/favicon.svg",
                "/js/main.js",
                "/js/run/files.js",
                "/lib/lit-html.js",
                "/docs",
                "/docs/adr/0001-modules.md",
                "/docs/images/run-light.jpg",
                "/q/health",
                "/q/health/ready",
                "/q/health/live"
            })
    void healthAndThePageItselfAreOpen(String path) {
        assertThat(Rules.needed("GET", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/runs, VIEWER",
        "HEAD, /api/v1/uploads/x/y, VIEWER",
        "GET, /api/v1/events, VIEWER",
        "GET, /q/metrics, VIEWER",
        "GET, /q/openapi, VIEWER",
        "GET, /js/../api/v1/runs.js, VIEWER",
        "GET, /docs/../api/v1/runs.md, VIEWER",
        "GET, /something/new, VIEWER",
        "POST, /, OPERATOR",
        "POST, /q/health, OPERATOR",
        "POST, /api/v1/runs, OPERATOR",
        "PUT, /api/v1/uploads/x/y, OPERATOR",
        "DELETE, /api/v1/runs/a, OPERATOR",
        "PATCH, /api/v1/runs/a, OPERATOR",
        "GET, /api/v1/dead-letters, ADMIN",
        "POST, /api/v1/dead-letters/0/1/replay, ADMIN"
    })
    void everythingElseNeedsARole(String method, String path, Role role) {
        assertThat(Rules.needed(method, path)).contains(role);
    }
}
