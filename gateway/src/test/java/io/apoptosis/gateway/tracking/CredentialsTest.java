package io.apoptosis.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @Test
    void aTokenComesBeforeANameAndAPassword() {
        Settings nobody = Settings.to("http://mlflow:5000");
        Settings ada = nobody.as("ada", "secret");

        assertThat(header(nobody)).isEmpty();
        assertThat(header(ada)).contains("Basic YWRhOnNlY3JldA==");
        assertThat(header(ada.withToken("t"))).contains("Bearer t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///tmp/mlruns", "sqlite:///mlflow.db", "mlflow", "https://ada:secret@mlflow/"})
    void onlyAServerIsTracked(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> header(Settings.to(uri)))
                .withMessageContaining("http://HOST:PORT")
                .withMessageNotContaining("secret");
    }

    @Test
    void aNameNeedsAPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> header(Settings.to("http://mlflow:5000").as("ada", null)));
    }

    private static Optional<String> header(Settings settings) {
        return Credentials.of(settings.uri().orElseThrow(), settings).header();
    }
}
