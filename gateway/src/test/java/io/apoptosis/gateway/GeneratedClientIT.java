package io.apoptosis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.client.ApiClient;
import io.apoptosis.client.ApiException;
import io.apoptosis.client.RunsApi;
import io.apoptosis.client.model.DryRun;
import io.apoptosis.client.model.RunView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client that is generated from docs/openapi.yaml, against the real gateway. */
@QuarkusTest
@QuarkusTestResource(RealCluster.class)
@Tag("slow")
class GeneratedClientIT {
    @Test
    void submitsLooksAndCancels() throws Exception {
        RunsApi runs = runs();
        Map<?, ?> spec = new JsonMapper().readValue(ExampleFiles.spec("generated-client"), Map.class);

        DryRun plan = runs.checkSpecification(spec);
        assertThat(plan.getGroups()).isEqualTo(10);
        assertThat(plan.getRatios()).containsExactly(0.6);

        RunView accepted = runs.submitRun(spec, null, null, "ada", null, "client-test");
        RunView run = runs.getRun(accepted.getId());
        assertThat(run.getName()).isEqualTo("generated-client");
        assertThat(run.getHandling().getOwner()).isEqualTo("ada");
        assertThat(run.getSubmittedAt()).isEqualTo(accepted.getSubmittedAt());
        assertThat(runs.listRuns(null, 1000)).extracting(RunView::getId).contains(run.getId());
        assertThat(runs.cancelRun(run.getId()).getId()).isEqualTo(run.getId());
    }

    @Test
    void saysWhatTheGatewaySays() {
        assertThatThrownBy(() -> runs().getRun("nobody")).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.getCode()).isEqualTo(404);
            assertThat(refused.getResponseBody()).contains("there is no run nobody");
        });
    }

    private static RunsApi runs() {
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + RestAssured.port);
        return new RunsApi(client);
    }
}
