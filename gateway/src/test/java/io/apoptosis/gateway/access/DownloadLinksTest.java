package io.apoptosis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DownloadLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String FILE = "/api/v1/runs/run-1/files/model.onnx";

    private final DownloadLinks links = at(NOW);
    private final Matcher parts = Pattern.compile(".*expires=(\\d+)&signature=(\\S+)")
            .matcher(links.to(FILE).path());

    @Test
    void opensTheFileItIsFor() {
        assertThat(parts.matches()).isTrue();
        assertThat(links.opens(FILE, parts.group(1), parts.group(2))).isTrue();
    }

    @Test
    void opensNothingElse() {
        assertThat(parts.matches()).isTrue();
        assertThat(links.opens("/api/v1/runs/run-2/files/model.onnx", parts.group(1), parts.group(2)))
                .isFalse();
        assertThat(links.opens("/api/v1/runs", parts.group(1), parts.group(2))).isFalse();
    }

    @Test
    void endsAfterTenMinutesAndCantBeProlonged() {
        assertThat(parts.matches()).isTrue();
        DownloadLinks later = at(NOW.plus(DownloadLinks.LIFE));
        String prolonged = String.valueOf(NOW.plus(Duration.ofDays(1)).getEpochSecond());

        assertThat(later.opens(FILE, parts.group(1), parts.group(2))).isFalse();
        assertThat(later.opens(FILE, prolonged, parts.group(2))).isFalse();
    }

    @Test
    void anotherClustersLinkIsNone() {
        assertThat(parts.matches()).isTrue();
        assertThat(new DownloadLinks("another", InstantSource.fixed(NOW)).opens(FILE, parts.group(1), parts.group(2)))
                .isFalse();
    }

    @Test
    void whatIsNoLinkIsRefused() {
        assertThat(links.opens(FILE, null, null)).isFalse();
        assertThat(links.opens(FILE, "99999999999999999999", "x")).isFalse();
        assertThat(links.opens(FILE, "4102444800", "")).isFalse();
    }

    private static DownloadLinks at(Instant now) {
        return new DownloadLinks("secret", InstantSource.fixed(now));
    }
}
