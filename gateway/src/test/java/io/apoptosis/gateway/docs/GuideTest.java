package io.apoptosis.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Set<Path> SERVED = Set.of(Path.of("spec.md"), Path.of("adr/0001-modules.md"));

    private static Guide guide(String path, String markdown) {
        return Guide.of(Path.of(path), markdown, SERVED::contains);
    }

    @Test
    void isCalledByItsFirstHeading() {
        assertThat(guide("a.md", "# What *it* `costs`\n\ntext").title()).isEqualTo("What it \"costs\"");
    }

    @Test
    void keepsLinksToWhatIsServed() {
        assertThat(guide(
                                "runbooks/a.md",
                                "[all](../spec.md#data) [why](../adr/0001-modules.md) [b](#b) [c](https://c.org/d.md)")
                        .body())
                .contains(
                        "<a href=\"../spec.md#data\">all</a>",
                        "<a href=\"../adr/0001-modules.md\">why</a>",
                        "<a href=\"#b\">b</a>",
                        "<a href=\"https://c.org/d.md\">c</a>");
    }

    @Test
    void showsLinksToWhatIsOnlyInTheRepositoryAsText() {
        assertThat(guide("a.md", "See [the **values**](../deploy/values.yaml).").body())
                .isEqualTo("<p>See the <strong>values</strong>.</p>\n");
    }

    @Test
    void hasTablesAndAnchors() {
        assertThat(guide("a.md", "## Two words\n\n| a | b |\n|---|---|\n| 1 | 2 |")
                        .body())
                .contains("<h2 id=\"two-words\">", "<td>1</td>");
    }
}
