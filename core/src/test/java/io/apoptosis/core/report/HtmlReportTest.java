package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String EVIL = "<script>alert(1)</script>\" onload='x' &";

    @Test
    void shouldSayInOneSentenceWhatTheRunDid() {
        assertThat(HtmlReport.summary(ReportFixture.named("r")))
                .isEqualTo(
                        "Pruned from 40.81 M to 24.40 M multiply-accumulates per image (59.8 %) and from 269.7 k to 180.0 k"
                                + " parameters; accuracy went from 91.5 % to 88.0 %.");
    }

    @Test
    void shouldShowARunNameWithATagAsText() {
        String html = HtmlReport.render(hostile());

        assertThat(html).doesNotContain("<script").doesNotContain("onload='x'");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void shouldReferToNothingOutsideTheFile() {
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .doesNotContainPattern(Pattern.compile("(src|href)=|url\\(|@import"));
    }

    @Test
    void shouldBeWellFormedWhateverTheNames() throws Exception {
        String html = HtmlReport.render(hostile());
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("tr")
                        .getLength())
                .isEqualTo(1 + 4 + 3 + 2 + 2 + 2);
    }

    @Test
    void shouldShowLatencyBesideMacs() {
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .contains("<h2>Latency beside MACs</h2>", "1.600x", "a batch of 8 on 1 thread(s), 30 rounds");
    }

    @Test
    void shouldShowWhereTheTimeWentOfStepsThatKeptCount() {
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .contains(
                        "<h2>Where the time went</h2>",
                        "<tr><td>1</td><td>12.5 s</td><td>25.0 s</td><td>24.0 s (96.0 %)</td><td>0.3 s (1.0 %)</td><td>0.5 s (2.0 %)</td><td>0.3 s (1.0 %)</td></tr>")
                .doesNotContain("<td>1 min 15 s</td><td>");
    }

    @Test
    void shouldDrawTheEpochsOfTheStepThatWasTrained() {
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .contains("<h2>Fine-tuning</h2>", "step 2 after pruning: 83.0 %", "step 2, epoch 2: 88.0 %")
                .doesNotContain("step 1, epoch");
    }

    @Test
    void shouldShowHowScoresWereSpreadAndWhereTheCutWas() {
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .contains("<h2>Scores and thresholds</h2>", "step 1: 4 units", "threshold 0.100")
                .containsPattern("<rect class=\"pruned\"[^>]*><title>1 units from 0.00 to 0.0250")
                .containsPattern("<rect class=\"tuned\"[^>]*><title>1 units from 0.975 to 1.00");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameRun() {
        assertThat(HtmlReport.write(ReportFixture.named("r"))).isEqualTo(HtmlReport.write(ReportFixture.named("r")));
    }

    @Test
    void shouldSurviveARunWithoutStepsOrFiniteNumbers() {
        RunReport.Measured nothing = new RunReport.Measured(Double.NaN, Double.NaN, 0, 0);

        assertThat(HtmlReport.render(new RunReport(
                        "r", nothing, List.of(), nothing, List.of(), false, List.of(), List.of(), "", Map.of(),
                        Map.of(), null)))
                .doesNotContain("Latency", "Fine-tuning", "Scores")
                .contains("n/a")
                .doesNotContain("NaN");
    }

    @Test
    void shouldFeedTokenIdsWhereTheNetworkReadsThem() {
        assertThat(HtmlReport.render(ReportFixture.ofTokens()))
                .contains("ids = numpy.zeros((1, 9), dtype=numpy.int64)")
                .contains("torch.zeros(1, 9, dtype=torch.long)")
                .contains("manager.create(ids, new Shape(1, 9))");
        assertThat(HtmlReport.render(ReportFixture.named("r")))
                .contains("images = numpy.zeros((1, 3, 32, 32), dtype=numpy.float32)")
                .contains("torch.zeros(1, 3, 32, 32))");
    }

    private static RunReport hostile() {
        RunReport plain = ReportFixture.named(EVIL);
        return new RunReport(
                EVIL,
                plain.dense(),
                plain.steps(),
                plain.result(),
                plain.sampleShape(),
                plain.tokens(),
                plain.importance(),
                List.of(new RunReport.Layer(EVIL, 4, 2)),
                EVIL,
                Map.of(EVIL, EVIL),
                Map.of(EVIL, EVIL),
                plain.timing());
    }
}
