package io.apoptosis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs/ that is written from the code. */
public final class WrittenPage {
    private WrittenPage() {}

    /** Fails where the page says something else; {@code -Dapoptosis.docs=write} writes it. */
    public static void isUpToDate(String file, String content) throws IOException {
        Path page = Path.of(System.getProperty("apoptosis.root"), file);
        if ("write".equals(System.getProperty("apoptosis.docs"))) {
            Files.writeString(page, content);
        }
        assertThat(page).hasContent(content);
    }
}
