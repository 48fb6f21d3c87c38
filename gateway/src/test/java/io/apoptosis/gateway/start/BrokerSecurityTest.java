package io.apoptosis.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says of the broker's security holds for the fold as for everybody else. */
class BrokerSecurityTest {

    @Test
    void theFoldSpeaksToTheBrokerAsTheOthersDo() throws IOException {
        SmallRyeConfig config = config(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SASL_JAAS_CONFIG", "login;",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.crt"));

        assertThat(config.getValue("kafka-streams.security.protocol", String.class))
                .isEqualTo("SASL_SSL");
        assertThat(config.getValue("kafka-streams.sasl.mechanism", String.class))
                .isEqualTo("SCRAM-SHA-512");
        assertThat(config.getValue("kafka-streams.sasl.jaas.config", String.class))
                .isEqualTo("login;");
        assertThat(config.getValue("kafka-streams.ssl.truststore.type", String.class))
                .isEqualTo("PEM");
        assertThat(config.getValue("kafka-streams.ssl.truststore.location", String.class))
                .isEqualTo("/ca.crt");
    }

    @Test
    void withoutSettingsNothingIsSet() throws IOException {
        SmallRyeConfig config = config(Map.of());

        assertThat(config.getValue("kafka-streams.security.protocol", String.class))
                .isEqualTo("PLAINTEXT");
        assertThat(config.getOptionalValue("kafka-streams.sasl.jaas.config", String.class))
                .isEmpty();
        assertThat(config.getOptionalValue("kafka-streams.ssl.truststore.location", String.class))
                .isEmpty();
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        URL properties =
                Path.of("src/main/resources/application.properties").toUri().toURL();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(properties, 250))
                .build();
    }
}
