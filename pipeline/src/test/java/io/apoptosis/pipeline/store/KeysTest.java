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
    @ValueSource(
            strings = {
                "uploads/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/f.th",
                "runs/resnet20-1a2b3c/final/model.safetensors"
            })
    void shouldAllowUploadsAndResultsInASpecification(String key) {
        assertThat(Keys.mayBeReferredTo(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "uploads/none/f.th",
                "uploads/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/../f.th",
                "uploads/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/..",
                "runs/a/dense/spec.json",
                "runs/a/final/../dense/spec.json",
                "runs/../final/model.onnx",
                "http://169.254.169.254/latest"
            })
    void shouldAllowNothingElse(String key) {
        assertThat(Keys.mayBeReferredTo(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "E3B0", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/"})
    void shouldRefuseAChecksumThatIsNone(String sha256) {
        assertThatThrownBy(() -> Keys.upload(sha256, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoints/a", "checkpoints/resnet20/epoch 7.th", "checkpoints/..hidden"})
    void schedulesReadCheckpoints(String key) {
        assertThat(Keys.isCheckpoint(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoints/",
                "checkpoints",
                "uploads/a",
                "checkpoints/../runs/x",
                "checkpoints/./a",
                "checkpoints/a/"
            })
    void schedulesReadNothingElse(String key) {
        assertThat(Keys.isCheckpoint(key)).isFalse();
    }
}
