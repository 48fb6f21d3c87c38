package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpecPageTest {
    private static final Path PAGE = Path.of(System.getProperty("apoptosis.root"), "docs/spec.md");

    /** {@code -Dapoptosis.docs=write} writes it. */
    @Test
    void thePageIsUpToDate() throws IOException {
        String page = SpecPage.write();
        if ("write".equals(System.getProperty("apoptosis.docs"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    @Test
    void whatIsRequiredStandsOut() throws IOException {
        assertThat(SpecPage.write())
                .contains("| **`model.classes`** | integer ≥ 2, ≤ 100000 |", "| `prune.iterations` |");
    }
}
