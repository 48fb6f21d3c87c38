package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees: a run begun by the form, watched, paused, resumed, taken away, cloned, cancelled and compared, on a real cluster in a real browser. */
@Tag("nightly")
class PageTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "prune-target-macs", "0.7",
            "prune-iterations", "2",
            "importance-batches", "12",
            "importance-batchSize", "32",
            "importance-shards", "6",
            "finetune-epochs", "2");

    @Test
    void aRunIsBegunWatchedPausedResumedAndTakenAway(@TempDir Path folder) throws Exception {
        ClusterOptions options = ClusterOptions.of(ClusterRun.HOME, folder.resolve("data"));
        try (StandaloneCluster cluster = StandaloneCluster.start(options);
                Browser browser = Browser.on(cluster.gatewayUrl())) {
            browser.open("/");
            browser.see(".empty", "No runs yet");
            browser.click("a[href='/?new=blank']");
            fillIn(browser, folder);
            isAccessible(browser);
            browser.click(".check .primary");

            pauseAndResume(browser);
            browser.assertNothingWentWrong();
            survivesTheGateway(browser, cluster);
            browser.see(".badge.good", "completed");
            String id = browser.see("code.id").getText();
            sees(browser, new GatewayClient(URI.create(cluster.gatewayUrl())).run(id));
            isAccessible(browser);

            browser.click("a[href^='/?new=']");
            browser.see("#verdict", "It can be run");
            assertThat(browser.see("#field-prune-iterations").getAttribute("value"))
                    .as("of the clone")
                    .isEqualTo("2");
            String other = cancelTheClone(browser);
            compares(browser, id, other);
            seesTheCluster(browser);
            browser.assertNothingWentWrong();
        }
    }

    private static void fillIn(Browser browser, Path folder) throws IOException {
        browser.see("#verdict", "Still needed");
        browser.drop("form.spec", ClusterRun.HOME.resolve("examples/weights/resnet20-cifar10.th"));
        browser.drop("form.spec", SampleSpec.firstImages(folder, "test.bin", ClusterRun.TEST_IMAGES));
        browser.choose("#field-data-train-cifar10", SampleSpec.firstImages(folder, "train.bin", 640));
        SETTINGS.forEach((field, value) -> browser.type("#field-" + field, value));
        browser.see("#verdict", "10 coupled groups");
        browser.see("#verdict", "2 steps, down to 70 % of its MACs");
        browser.type("#field-prune-target-macs", "1.5");
        browser.see(".field.wrong", "must be less than 1");
        browser.type("#field-prune-target-macs", "0.7");
        browser.see("#verdict", "It can be run");
        // A specification that is refused shows as a failed request; it was meant.
        browser.forgetConsole();
    }

    private static void pauseAndResume(Browser browser) {
        browser.see(".badge.live", "scoring");
        browser.click(".actions button:first-child");
        browser.see(".badge.hold", "paused");
        browser.click(".actions .primary");
        browser.see(".badge.live");
    }

    /** The page says so and goes on where it was. */
    private static void survivesTheGateway(Browser browser, StandaloneCluster cluster) {
        ProcessHandle.of(cluster.processes().get("gateway")).orElseThrow().destroyForcibly();
        browser.see("#link", "Reconnecting");
        browser.see("#link", "Live");
        browser.forgetConsole();
    }

    /** Every panel shows the run's own figures, and the network downloaded here is the one the run names. */
    private static void sees(Browser browser, RunView end) {
        browser.see(
                ".tile:first-child .big", "%.1f %%".formatted(100 * end.result().accuracy()));
        assertThat(browser.count(".steps tbody tr")).as("dense and two steps").isEqualTo(3);
        assertThat(browser.count(".marks .shard.done"))
                .as("shards of two steps")
                .isEqualTo(12);
        assertThat(browser.count("x-chart.curves svg path")).as("curves").isPositive();
        assertThat(browser.count("x-chart.tuning svg path")).as("epochs").isPositive();
        assertThat(browser.count(".layers .bar .cut"))
                .as("layers that lost channels")
                .isPositive();
        browser.see(".files", "model.onnx");
        Object sha256 = browser.script("""
                return fetch(document.querySelector('.files a[href$="model.onnx"]').href)
                  .then((answer) => answer.arrayBuffer())
                  .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
                  .then((hash) => Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join(''));
                """);
        assertThat(sha256).isEqualTo(end.files().get("model.onnx").sha256());
    }

    /** With a question before it. */
    private static String cancelTheClone(Browser browser) {
        browser.type("#field-prune-target-macs", "0.6");
        browser.see("#verdict", "down to 60 % of its MACs");
        browser.click(".check .primary");
        browser.see(".badge.live");
        browser.click(".actions > .danger");
        browser.click("dialog[open] .danger");
        browser.see(".badge.off", "cancelled");
        return browser.see("code.id").getText();
    }

    private static void compares(Browser browser, String first, String second) throws IOException {
        browser.open("/");
        browser.click("[aria-label='Pick " + first + " to compare']");
        browser.click("[aria-label='Pick " + second + " to compare']");
        browser.click("a.compare");
        browser.see("[aria-label='Results'] thead", first);
        browser.see("[aria-label='Results'] thead", second);
        browser.see("[aria-label='Differences']", "prune.target.macs");
        browser.see("x-chart svg path");
        browser.see("x-chart[aria-label^='Share left per layer'] svg path");
        isAccessible(browser);
    }

    private static void seesTheCluster(Browser browser) throws IOException {
        browser.click("a[href='/?cluster=now']");
        browser.see(".panel", "finetuner");
        assertThat(browser.count("[aria-label='Workers'] tbody tr")).isEqualTo(3);
        isAccessible(browser);
    }

    private static void isAccessible(Browser browser) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            browser.useDarkColours(dark);
            assertThat(browser.accessibilityFaults())
                    .as(dark ? "dark" : "light")
                    .isEmpty();
        }
    }
}
