package io.apoptosis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginsTest {
    @Test
    void ourOwnPageIsNotForeign() {
        assertThat(Origins.foreign(null, "localhost:8080")).isFalse();
        assertThat(Origins.foreign("http://localhost:8080", "localhost:8080")).isFalse();
        assertThat(Origins.foreign("https://pruning.example.org", "pruning.example.org"))
                .isFalse();
    }

    @Test
    void anotherSitesIs() {
        assertThat(Origins.foreign("https://evil.example", "localhost:8080")).isTrue();
        assertThat(Origins.foreign("http://localhost:3000", "localhost:8080")).isTrue();
        assertThat(Origins.foreign("null", "localhost:8080")).isTrue();
        assertThat(Origins.foreign("not a url", null)).isTrue();
    }

    @Test
    void aNameThatPointsHereIsNotLoopback() {
        assertThat(Origins.loopback("127.0.0.1:8080")).isTrue();
        assertThat(Origins.loopback("LOCALHOST")).isTrue();
        assertThat(Origins.loopback("[::1]:8080")).isTrue();
        assertThat(Origins.loopback("rebound.evil.example:8080")).isFalse();
        assertThat(Origins.loopback("localhost.evil.example")).isFalse();
        assertThat(Origins.loopback(null)).isFalse();
    }
}
