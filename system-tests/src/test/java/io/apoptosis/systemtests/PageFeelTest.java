package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import io.apoptosis.systemtests.load.TinySpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Light, quick, on a phone, without a mouse, and with hundreds of runs. */
@Tag("nightly")
@TestInstance(Lifecycle.PER_CLASS)
class PageFeelTest {
    private static final int RUNS = 400;
    private static final int MEGABYTE = 1_000_000;
    private static final int PHONE = 390;

    private StandaloneCluster cluster;
    private String run;

    @BeforeAll
    void submitHundreds(@TempDir Path folder) throws Exception {
        cluster = StandaloneCluster.start(ClusterOptions.of(ClusterRun.HOME, folder.resolve("data")));
        GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
        RunSpec spec = new Uploads(client, (file, bytes) -> {})
                .uploaded(TinySpec.in(folder, 16, "{ criterion: weight, batches: 1, batchSize: 8, shards: 1 }"));
        run = client.submit(spec, UUID.randomUUID().toString()).id();
        for (int i = 1; i < RUNS; i++) {
            client.submit(spec, UUID.randomUUID().toString());
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void weighsLessThanAMegabyteAndShowsWithinASecond() {
        try (Browser browser = Browser.on(cluster.gatewayUrl())) {
            browser.open("/?run=" + run);
            browser.see("x-chart svg path");
            long weight = number(browser, """
                    return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                      .filter(({ name }) => !name.includes('/api/'))
                      .reduce((sum, entry) => sum + entry.transferSize, 0);
                    """);
            browser.open("/");
            browser.see(".runs tbody tr");
            long first = number(browser, "return performance.getEntriesByName('first-contentful-paint')[0].startTime;");

            System.out.printf("page: %d bytes over the wire, first view after %d ms%n", weight, first);
            assertThat(weight).isBetween(100_000L, (long) MEGABYTE);
            assertThat(first).as("ms to the first view").isLessThan(1000);
        }
    }

    @Test
    void staysSmoothWithHundredsOfRuns() {
        try (Browser browser = Browser.on(cluster.gatewayUrl())) {
            browser.open("/");
            browser.see(".chip .number", String.valueOf(RUNS));
            long typing = median(
                    browser,
                    "const field = document.querySelector('input[type=search]');"
                            + "field.value = 'tiny'.slice(0, i % 5); field.dispatchEvent(new Event('input', { bubbles: true }));");
            long sorting = median(browser, "document.querySelectorAll('.sort')[i % 4].click();");
            long scrolling = median(browser, "scrollBy(0, 400);");

            System.out.printf(
                    "%d runs: typing %d ms, sorting %d ms, scrolling %d ms%n", RUNS, typing, sorting, scrolling);
            assertThat(List.of(typing, sorting, scrolling))
                    .as("ms to the next frame, median of 20")
                    .allMatch(ms -> ms < 300);
        }
    }

    /** Median time from doing something to the frame that shows it. */
    private static long median(Browser browser, String action) {
        return number(browser, """
                return (async () => {
                  const times = [];
                  for (let i = 0; i < 20; i++) {
                    const begun = performance.now();
                    %s
                    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
                    times.push(performance.now() - begun);
                  }
                  return times.sort((a, b) => a - b)[10];
                })();
                """.formatted(action));
    }

    @Test
    void fitsAPhone() {
        try (Browser browser = Browser.on(cluster.gatewayUrl())) {
            browser.narrow(PHONE);
            for (String path :
                    List.of("/", "/?run=" + run, "/?compare=" + run + "," + run, "/?new=blank", "/?cluster=now")) {
                browser.open(path);
                browser.see("h1");
                assertThat(number(browser, "return document.documentElement.scrollWidth;"))
                        .as("width of " + path)
                        .isLessThanOrEqualTo(PHONE);
            }
        }
    }

    /** Through everything by the tabulator, in the order in which it is seen, then into a run. */
    @Test
    void needsNoMouse() {
        try (Browser browser = Browser.on(cluster.gatewayUrl())) {
            browser.open("/?q=" + run);
            browser.see("[aria-label='Pick " + run + " to compare']");
            List<String> passed = new ArrayList<>();
            for (int i = 0; i < 40 && !passed.contains("tiny"); i++) {
                passed.add(browser.press(Keys.TAB));
            }

            assertThat(passed)
                    .startsWith("Skip to the content", "Apoptosis", "Schedules", "Cluster", "Docs", "API")
                    .containsSubsequence(
                            "New run",
                            "Filter by name, id or owner",
                            "Run",
                            "State",
                            "Pick " + run + " to compare",
                            "tiny");
            browser.press(Keys.ENTER);
            browser.see("code.id", run);
        }
    }

    private static long number(Browser browser, String javascript) {
        return ((Number) browser.script(javascript)).longValue();
    }
}
