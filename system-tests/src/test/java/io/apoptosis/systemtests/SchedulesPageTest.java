package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Schedules;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule written, fired, paused and deleted by a person, on a real cluster in a real browser. */
@Tag("nightly")
class SchedulesPageTest {
    @Test
    void aScheduleIsWrittenFiredPausedAndDeleted(@TempDir Path folder) throws Exception {
        ClusterOptions options = ClusterOptions.of(ClusterRun.HOME, folder.resolve("data"));
        try (StandaloneCluster cluster = StandaloneCluster.start(options);
                Browser browser = Browser.on(cluster.gatewayUrl())) {
            GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
            Uploads uploads = new Uploads(client, (name, bytes) -> {});
            String weights = uploads.key(ClusterRun.HOME.resolve("examples/weights/resnet20-cifar10.th"));

            browser.open("/");
            browser.click("a[href='/?schedules=all']");
            browser.see(".empty", "No schedules yet");
            browser.click("a[href='/?schedule=_new']");
            isAccessible(browser);
            browser.type("#text", "triger: {}");
            browser.click(".check .primary");
            browser.see(".problems", "did you mean `trigger`?");
            // A schedule that is refused shows as a failed request; it was meant.
            browser.forgetConsole();
            browser.type("#text", schedule(uploads, folder));
            browser.click(".check .primary");
            browser.see(".schedules", "checkpoints/*.th");
            browser.see(".schedules .badge", "active");

            browser.click(".schedules .actions button:first-child");
            browser.type("dialog[open] input", weights);
            browser.click("dialog[open] .primary");
            browser.see(".outcomes a", "from-the-page-");
            isAccessible(browser);
            assertThat(client.runs()).singleElement().satisfies(run -> {
                assertThat(run.id()).startsWith("from-the-page-");
                assertThat(run.spec().model().weights()).isEqualTo("object:" + weights);
            });

            browser.click(".schedules .actions > button:nth-of-type(2)");
            browser.see(".schedules .badge.hold", "paused");
            browser.click(".schedules .actions > button.danger");
            browser.click("dialog[open] .danger");
            browser.see(".empty", "No schedules yet");
            assertThat(new Schedules(client).all()).isEmpty();
            browser.assertNothingWentWrong();
        }
    }

    private static String schedule(Uploads uploads, Path folder) throws IOException {
        RunSpec run = uploads.uploaded(SampleSpec.of(folder, 64, 50, """
                name: small
                importance: { batches: 2, batchSize: 16, shards: 1 }
                prune: { target: { macs: 0.9 }, iterations: 1 }
                """));
        RunSpec template = run.withModel(run.model().at(null, ScheduleSpec.OBJECT));
        Trigger trigger = new Trigger("checkpoints/*.th", null, null, null, null);
        ScheduleSpec schedule = new ScheduleSpec("from-the-page", trigger, template, null);
        return new String(ScheduleSpecs.write(schedule), StandardCharsets.UTF_8);
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
