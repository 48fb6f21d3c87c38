package io.apoptosis.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectStoreConfigTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "APOPTOSIS_S3_ENDPOINT", "http://127.0.0.1:9000",
            "APOPTOSIS_S3_ACCESS_KEY", "who",
            "APOPTOSIS_S3_SECRET_KEY", "hidden");

    @Test
    void shouldReadTheEnvironment() {
        assertThat(ObjectStoreConfig.from(ENVIRONMENT))
                .isEqualTo(new ObjectStoreConfig("http://127.0.0.1:9000", "apoptosis", "who", "hidden", "us-east-1"));
    }

    @Test
    void shouldNameTheVariableThatIsMissing() {
        assertThatThrownBy(() -> ObjectStoreConfig.from(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("APOPTOSIS_S3_ENDPOINT");
    }

    @Test
    void shouldNotShowTheSecret() {
        assertThat(ObjectStoreConfig.from(ENVIRONMENT)).asString().doesNotContain("hidden");
    }
}
