package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.apoptosis.pipeline.spec.ComparisonSpec.Contender;
import io.apoptosis.pipeline.spec.ComparisonSpec.Remedy;
import io.apoptosis.pipeline.spec.ComparisonSpec.Training;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonSpecsTest {
    private static final String MODEL_AND_DATA = "  model: {architecture: resnet20, classes: 10, weights: w.th}\n"
            + "  data: {train: cifar10-sample/train, test: cifar10-sample/test}\n";
    private static final String BASE = "base:\n" + MODEL_AND_DATA;

    @Test
    void shouldReadEveryPart() {
        ComparisonSpec spec = parse(BASE + """
                  importance: { batches: 6, shards: 2 }
                  prune: { iterations: 3, skip: [conv1] }
                  finetune: { batchSize: 32 }
                name: mine
                criteria: [weight, { criterion: oba, terms: first+second, label: oba with both }]
                targets: { macs: [0.4, 0.6] }
                repair: [none, leastSquares, { images: 500, label: few images }]
                finetune: [none, { epochs: 2 }, { epochs: 1, loss: distill }]
                seeds: [3, 1]
                """);

        assertThat(spec.name()).isEqualTo("mine");
        assertThat(spec.criteria()).extracting(Contender::label).containsExactly("weight", "oba with both");
        assertThat(spec.criteria().get(1).importance().terms()).isEqualTo("first+second");
        assertThat(spec.criteria())
                .as("the base's own keys stay")
                .allMatch(contender -> contender.importance().batches() == 6);
        assertThat(spec.targets()).isEqualTo(new Target("macs", List.of(0.4, 0.6)));
        assertThat(spec.repairs()).extracting(Remedy::label).containsExactly("none", "leastSquares", "few images");
        assertThat(spec.repairs().get(0).repair()).isNull();
        assertThat(spec.repairs().get(2).repair().images()).isEqualTo(500);
        assertThat(spec.finetunings())
                .extracting(Training::label)
                .containsExactly("none", "2 epochs", "1 epoch, distilled");
        assertThat(spec.finetunings().get(1).finetune().batchSize()).isEqualTo(32);
        assertThat(spec.seeds()).containsExactly(3L, 1L);
        assertThat(spec.base().prune().iterations()).isEqualTo(3);
        assertThat(spec.inTurn()).isFalse();
    }

    @Test
    void shouldTakeFromTheBaseWhatIsNotListed() {
        ComparisonSpec spec = parse(BASE + """
                  prune: { target: { channels: [0.7, 0.5] }, repair: leastSquares }
                  finetune: { epochs: 4 }
                  seed: 9
                criteria: [weight]
                """);

        assertThat(spec.targets()).isEqualTo(new Target("channels", List.of(0.7, 0.5)));
        assertThat(spec.repairs()).extracting(Remedy::label).containsExactly("leastSquares");
        assertThat(spec.finetunings()).extracting(Training::label).containsExactly("4 epochs");
        assertThat(spec.seeds()).containsExactly(9L);
        assertThat(spec.name()).isEqualTo("several");
    }

    @Test
    void shouldReadABaseFromItsFile() {
        ComparisonSpec spec = ComparisonSpecs.parse(
                bytes("base: run.yaml\ncriteria: [weight]\ntargets: {macs: 0.5}"),
                "several.yaml",
                1,
                file -> bytes(
                        file.equals("run.yaml")
                                ? MODEL_AND_DATA.replace("\n  ", "\n").strip()
                                : "no such file"));

        assertThat(spec.base().model().architecture()).isEqualTo("resnet20");
        assertThat(spec.repairs()).extracting(Remedy::label).containsExactly("none");
        assertThat(spec.finetunings()).extracting(Training::label).containsExactly("none");
    }

    @Test
    void gatesStayUnnormalizedBesideOtherCriteria() {
        ComparisonSpec spec = parse(BASE + "criteria: [gate, weight]\ntargets: {macs: 0.5}\n");

        assertThat(spec.criteria())
                .extracting(contender -> contender.importance().normalization())
                .containsExactly("none", "max");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            criterias: [weight]                                | $.criterias            | did you mean `criteria`?
            criteria: []                                       | $.criteria             | at least 1
            criteria: [wieght]                                 | $.criteria[0].criterion| did you mean "weight"?
            criteria: [weight, {criterion: oba, batchs: 3}]    | $.criteria[1].batchs   | did you mean `batches`?
            criteria: [weight, weight]                         | $.criteria[1]          | a `label` of its own
            criteria: [{batches: 2, shards: 3}]                | $.criteria[0].shards   | can't share 2 batches
            criteria: [oba]; targets: {macs: 1.5}              | $.targets.macs         | out of range
            criteria: [oba]; targets: {macs: [0.5, 0.5]}       | $.targets.macs         | unique
            criteria: [oba]; targets: {macs: [0.4, 0.5]}; inTurn: true | $.targets.macs[1] | largest first
            criteria: [oba]; repair: [none, leastSqares]       | $.repair[1]            | did you mean "leastSquares"?
            criteria: [oba]; repair: [{imags: 3}]              | $.repair[0].imags      | did you mean `images`?
            criteria: [oba]; finetune: [nothing]               | $.finetune[0]          | none
            criteria: [oba]; finetune: [none, {epoch: 3}]      | $.finetune[1].epoch    | did you mean `epochs`?
            criteria: [oba]; finetune: [{epochs: 1}, {epochs: 1, batchSize: 9}] | $.finetune[1] | a `label` of its own
            criteria: [oba]; seeds: [1, 1]                     | $.seeds                | unique
            criteria: [oba]; seeds: [-1]                       | $.seeds[0]             | out of range
            """)
    void shouldSayWhatIsWrongWhereItStands(String lines, String path, String hint) {
        String rest = lines.replace("; ", "\n") + "\n";
        String targets = rest.contains("targets") ? "" : "targets: {macs: 0.5}\n";

        assertThat(problems(BASE + rest + targets))
                .as("%s", problems(BASE + rest + targets))
                .anyMatch(problem ->
                        problem.path().equals(path) && problem.message().contains(hint));
    }

    @Test
    void shouldTellAProblemOfTheBaseAsOne() {
        assertThat(problems("base: {modell: 1}\ncriteria: [oba]\ntargets: {macs: 0.5}"))
                .anyMatch(problem -> problem.path().equals("$.base.modell"));
        assertThat(problems(BASE + "criteria: [oba]"))
                .anyMatch(problem -> problem.message().contains("`targets` is missing"));
    }

    private static List<Problem> problems(String yaml) {
        return catchThrowableOfType(InvalidSpec.class, () -> parse(yaml)).problems();
    }

    private static ComparisonSpec parse(String yaml) {
        return ComparisonSpecs.parse(bytes(yaml), "several.yaml", 1, file -> bytes(""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
