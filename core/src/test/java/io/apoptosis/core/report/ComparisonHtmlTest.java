package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ComparisonHtmlTest {
    private static final String EVIL = "<script>alert(1)</script>\" onload='x' &";

    @Test
    void shouldShowTableFindingsAndAChartOfEachKind() throws Exception {
        String html = html(ComparisonFixture.named("c"));

        assertThat(html)
                .contains("88.3 ± 0.4 %")
                .contains("gate is first")
                .contains("Accuracy against MACs, share of the dense network")
                .contains("Accuracy against parameters, share of the dense network")
                .contains("gate, conv1: 25.0 % of its channels")
                .contains("gate, fc: 100.0 % of its channels")
                .contains("weight: 11.2 % at 0.300");
        assertThat(body(html).getElementsByTagName("svg").getLength()).isEqualTo(3);
    }

    @Test
    void shouldShowTheWeightsLeftPerLayerOfTheSparsestNetworks() throws Exception {
        String html = html(ComparisonFixture.sparse());

        assertThat(html)
                .contains("Share of weights left per layer at a target of 0.900; repair: none")
                .contains("weight, conv1: 55.0 % of its weights")
                .contains("chita, conv2: 10.0 % of its weights")
                .contains("chita, fc: 100.0 % of its weights")
                .doesNotContain("conv1: 75.0 % of its weights");
        assertThat(body(html).getElementsByTagName("svg").getLength()).isEqualTo(2);
    }

    @Test
    void shouldReferToNothingOutsideTheFile() {
        assertThat(html(ComparisonFixture.named("c")))
                .doesNotContainPattern(Pattern.compile("(src|href)=|url\\(|@import"));
    }

    @Test
    void shouldBeWellFormedWhateverTheNames() throws Exception {
        Comparison plain = ComparisonFixture.named(EVIL);
        String html = html(new Comparison(
                EVIL,
                plain.dense(),
                Map.of(EVIL, 4),
                List.of(ComparisonFixture.entry(EVIL, 0.5, 0.5, 0.1, 1)),
                List.of(EVIL),
                EVIL));

        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(body(html).getElementsByTagName("tr").getLength()).isEqualTo(2);
    }

    @Test
    void shouldSurviveAComparisonWithoutFiniteNumbers() {
        Comparison nothing = new Comparison(
                "c",
                new RunReport.Measured(Double.NaN, Double.NaN, 0, 0),
                Map.of(),
                List.of(ComparisonFixture.entry("oba", 0.5, Double.NaN, Double.NaN, 1)),
                List.of(),
                "");

        assertThat(html(nothing)).contains("n/a").doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static String html(Comparison comparison) {
        return new String(ComparisonHtml.write(comparison), StandardCharsets.UTF_8);
    }

    private static Element body(String html) throws Exception {
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
