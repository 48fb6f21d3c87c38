package io.apoptosis.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String SHA256 = Sha256.of(new byte[0]);

    @ParameterizedTest
    @CsvSource({"resnet20.th, resnet20.th", "my model.pth, my_model.pth", "../../etc/passwd, __.._etc_passwd", "..,_"})
    void shouldKeepUploadsInTheirFolder(String fileName, String last) {
        assertThat(Keys.upload(SHA256, fileName)).isEqualTo("uploads/" + SHA256 + "/" + last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "E3B0", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/"})
    void shouldRefuseAChecksumThatIsNone(String sha256) {
        assertThatThrownBy(() -> Keys.upload(sha256, "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
