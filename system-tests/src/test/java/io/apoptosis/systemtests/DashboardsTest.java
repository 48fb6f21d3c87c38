package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No panel is empty during a real run that a real Prometheus scrapes; what counts failures shows 0 as long as there are none. The dashboard of GPUs is
 * left out: its metrics are NVIDIA's.
 */
@Tag("nightly")
class DashboardsTest {
    private static final Path DASHBOARDS = ClusterRun.HOME.resolve("deploy/helm/apoptosis/dashboards");

    private @Nullable Prometheus prometheus;

    @Test
    void everyExpressionOfEveryPanelHasValues(@TempDir Path folder) throws Exception {
        assumeTrue(Prometheus.installed(), "no prometheus on the PATH; Debian's package is called prometheus");

        new ClusterRun(folder.resolve("run")).with(2, (view, cluster) -> scrape(cluster, folder));

        assertThat(emptyPanels("runs.json")).isEmpty();
        assertThat(emptyPanels("cluster.json")).isEmpty();
    }

    private void scrape(StandaloneCluster cluster, Path folder) {
        if (prometheus == null) {
            try {
                prometheus = Prometheus.scraping(cluster.urls(), folder.resolve("prometheus"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<String> emptyPanels(String dashboard) throws Exception {
        JsonNode panels = new ObjectMapper()
                .readTree(DASHBOARDS.resolve(dashboard).toFile())
                .get("panels");
        List<String> empty = new ArrayList<>();
        int expressions = 0;
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                String expression = target.get("expr").asText().replaceAll("\\$(namespace|run)\\b", ".*");
                expressions++;
                if (prometheus.values(expression) == 0) {
                    empty.add(panel.get("title").asText() + ": " + expression);
                }
            }
        }
        assertThat(expressions).as("expressions in " + dashboard).isGreaterThan(10);
        return empty;
    }

    @AfterEach
    void stopPrometheus() throws InterruptedException {
        if (prometheus != null) {
            prometheus.close();
        }
    }
}
