package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.WrittenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpecPageTest {
    @Test
    void thePageIsUpToDate() throws IOException {
        WrittenPage.isUpToDate("docs/spec.md", SpecPage.write());
    }

    @Test
    void whatIsRequiredStandsOut() throws IOException {
        assertThat(SpecPage.write())
                .contains("| **`model.classes`** | integer ≥ 2, ≤ 100000 |", "| `prune.iterations` |");
    }
}
