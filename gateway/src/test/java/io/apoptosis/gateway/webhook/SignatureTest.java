package io.apoptosis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    /** The example of the specification (standardwebhooks.com, "Verifying webhook authenticity"). */
    @Test
    void isThatOfStandardWebhooks() {
        String signature = Signature.with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void aWeakSecretIsRefused(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.with(secret))
                .withMessageContaining("openssl rand");
    }
}
