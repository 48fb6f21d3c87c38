package io.apoptosis.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.run.ClusterView;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedExamplesTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is written again as it was read has no key that the record lacks. */
    @ParameterizedTest
    @ValueSource(classes = {RunView.class, ClusterView.class})
    void isWhatTheGatewayAnswers(Class<?> type) throws Exception {
        JsonNode example = JSON.valueToTree(DocumentedExamples.examples().get(type.getSimpleName()));

        Object value = MessageJson.read(JSON.writeValueAsBytes(example), type);

        assertThat(JSON.readTree(MessageJson.write(value))).isEqualTo(example);
    }

    @Test
    void theSpecificationIsOne() throws Exception {
        byte[] spec = JSON.writeValueAsBytes(DocumentedExamples.examples().get("RunSpec"));

        assertThat(RunSpecs.parse(spec, "example").name()).isEqualTo("resnet20-cifar10");
    }
}
