package io.apoptosis.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "checkpoints/*.th, checkpoints/a.th, true",
        "checkpoints/*.th, checkpoints/resnet20/a.th, true",
        "checkpoints/*.th, checkpoints/a.pth.tmp, false",
        "checkpoints/resnet20/epoch-??.th, checkpoints/resnet20/epoch-07.th, true",
        "checkpoints/resnet20/epoch-??.th, checkpoints/resnet20/epoch-7.th, false",
        "checkpoints/a.th, checkpoints/a.th, true",
        "checkpoints/a.th, checkpoints/aXth, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "a*, b, false",
        "*, anything, true",
        "a**, a, true"
    })
    void aStarIsAnyCharactersAndAQuestionMarkIsOne(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoLongerThanFew() {
        String pattern = "*a".repeat(100) + "b";

        assertThatCode(() -> Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(2), () -> Glob.matches(pattern, "a".repeat(1024))))
                .doesNotThrowAnyException();
    }
}
