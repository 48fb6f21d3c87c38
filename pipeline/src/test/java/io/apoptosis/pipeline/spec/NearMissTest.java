package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final List<String> KNOWN = List.of("batches", "batchSize", "batchNorm", "criterion", "oba");

    @ParameterizedTest
    @CsvSource({"batch_size, batchSize", "BATCHSIZE, batchSize", "batche, batches", "critereon, criterion", "obaa, oba"
    })
    void shouldFindTheWordMeant(String word, String meant) {
        assertThat(NearMiss.of(word, KNOWN)).contains(meant);
    }

    @Test
    void shouldNotGuessWhatIsFarAway() {
        assertThat(NearMiss.of("learningRate", KNOWN)).isEmpty();
        assertThat(NearMiss.of("", KNOWN)).isEmpty();
        assertThat(NearMiss.of("x", List.of())).isEmpty();
    }
}
