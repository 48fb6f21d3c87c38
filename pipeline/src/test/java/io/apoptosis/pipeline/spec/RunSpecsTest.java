package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.importance.Apoptosis;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.Curvature;
import io.apoptosis.core.importance.Gate;
import io.apoptosis.core.importance.Oba;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSpecsTest {
    private static final String SMALLEST = "model: {architecture: resnet20, classes: 10, weights: w.th}\n"
            + "data: {train: cifar10-sample/train, test: cifar10-sample/test}\n";

    @Test
    void shouldReadEveryPart() {
        RunSpec spec = RunSpecs.parse(resource("resnet20-cifar10.yaml"), "resnet20-cifar10.yaml");

        assertThat(spec.model().architecture()).isEqualTo("resnet20");
        assertThat(spec.data().train()).isEqualTo(new DataRef("cifar10", "cifar10-sample/train"));
        assertThat(spec.data().train().named()).isTrue();
        assertThat(spec.data().normalize().std()).containsExactly(0.229, 0.224, 0.225);
        assertThat(spec.prune().target()).isEqualTo(new RunSpec.Target("macs", List.of(0.6)));
        assertThat(spec.finetune().optimizer())
                .isEqualTo(new RunSpec.OptimizerSpec("sgd", 0.001, 0.9, 5e-4, List.of(2), null));
        assertThat(spec.seed()).isEqualTo(7);
    }

    @Test
    void shouldTakeDefaultsForWhatIsLeftOut() {
        RunSpec spec = RunSpecs.parse((SMALLEST + "prune: {target: {channels: 0.5}}\nfinetune: {}").getBytes(), "", 3);

        assertThat(spec.name()).isEqualTo("run");
        assertThat(spec.importance())
                .isEqualTo(
                        new RunSpec.ImportanceSpec("oba", "dual", "second", "running", 20, 64, 5, "mean", "max", null));
        assertThat(spec.prune())
                .isEqualTo(new RunSpec.PruneSpec(
                        new RunSpec.Target("channels", List.of(0.5)), 5, "exponential", 0.95, 1, List.of(), null));
        assertThat(spec.finetune())
                .isEqualTo(new RunSpec.FinetuneSpec(
                        3,
                        64,
                        new RunSpec.OptimizerSpec("sgd", 0.001, 0.9, 5e-4, List.of(), null),
                        List.of("crop", "flip"),
                        null,
                        null));
        assertThat(spec.seed()).isZero();
        assertThat(spec.threads()).isEqualTo(3);
    }

    @Test
    void shouldLetTheRateFallOverTheEpochsOfATarget() {
        RunSpec spec = RunSpecs.parse(SMALLEST + "finetune: {epochs: 6, optimizer: {schedule: cosine}}\n", "a.yaml");

        assertThat(spec.finetune().tuning(1).schedule()).isEqualTo(new RateSchedule.Cosine(6));
    }

    @Test
    void shouldReadWhatIsMeasuredInTime() {
        RunSpec spec = RunSpecs.parse(
                SMALLEST + "prune: {target: {latency: 0.6}, roundTo: auto}\nlatency: {threads: 2}\n", "a.yaml");

        assertThat(spec.prune().target()).isEqualTo(new RunSpec.Target("latency", List.of(0.6)));
        assertThat(spec.prune().aligned()).isFalse();
        assertThat(spec.latency()).isEqualTo(new RunSpec.LatencySpec(1, 2, 5, 30));
        assertThat(RunSpecs.parse(RunSpecs.write(spec), "")).isEqualTo(spec);
        assertThat(RunSpecs.parse(SMALLEST, "").latencyOrDefault()).isEqualTo(new RunSpec.LatencySpec(1, 1, 5, 30));
    }

    @Test
    void shouldReadOtherFormsOfOba() {
        ImportanceSpec layerwise = importance("{method: layerwise, asPublished: true}");
        ImportanceSpec third = importance("{order: 3}");

        assertThat(layerwise.toCriterion()).isEqualTo(new Oba(new Expansion(Method.LAYERWISE, Terms.SECOND, 2, true)));
        assertThat(third.toCriterion()).isEqualTo(new Oba(new Expansion(Method.DUAL, Terms.SECOND, 3, false)));
    }

    @Test
    void shouldComputeProductsInFloat32UnlessToldOtherwise() {
        assertThat(importance("{}").products()).isEqualTo(Products.FLOAT32);
        assertThat(importance("{precision: bfloat16}").products()).isEqualTo(Products.BFLOAT16);
    }

    private static ImportanceSpec importance(String yaml) {
        return RunSpecs.parse(SMALLEST + "importance: " + yaml + "\n", "a.yaml").importance();
    }

    @Test
    void shouldLeavePruneAndFinetuneAbsent() {
        RunSpec spec = RunSpecs.parse(SMALLEST, "examples/score me.yaml");

        assertThat(spec.prune()).isNull();
        assertThat(spec.finetune()).isNull();
        assertThat(spec.threads()).isPositive();
        assertThat(RunSpecs.parse(SMALLEST, "/tmp/examples/scores.yaml").name()).isEqualTo("scores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pth", "th", "safetensors", "weights"})
    void shouldTakeAnySpellingOfWeights(String spelling) {
        RunSpec spec = RunSpecs.parse(SMALLEST.replace("weights", spelling), "a.yaml");

        assertThat(spec.model().weights()).isEqualTo("w.th");
    }

    @Test
    void anOnnxModelBringsItsArchitecture() {
        RunSpec spec = RunSpecs.parse(
                SMALLEST.replace("architecture: resnet20", "onnx: m.onnx").replace(", weights: w.th", ""), "");

        assertThat(spec.model()).isEqualTo(new RunSpec.ModelSpec("onnx", 10, null, "m.onnx", null));
        assertThat(RunSpecs.parse(RunSpecs.write(spec), "")).isEqualTo(spec);
        assertThatThrownBy(() -> RunSpecs.parse(SMALLEST.replace("weights", "onnx"), ""))
                .isInstanceOf(InvalidSpec.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet20-cifar10.yaml", "everything.json"})
    void shouldReadBackWhatItWrites(String file) {
        RunSpec spec = RunSpecs.parse(resource(file), file);
        byte[] canonical = RunSpecs.write(spec);

        assertThat(RunSpecs.parse(canonical, "")).isEqualTo(spec);
        assertThat(RunSpecs.write(RunSpecs.parse(canonical, ""))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prune: {target: {macs: 0.6}, iteration: 3}  | $.prune.iteration       | unknown key `iteration` in `prune`; did you mean `iterations`?
            sead: 3                                     | $.sead                  | unknown key `sead`; did you mean `seed`?
            importance: {criterion: obaa}               | $.importance.criterion  | unknown criterion "obaa"; did you mean "oba"? known: apoptosis, gate, oba, taylor, weight, weight-l2, obd, c-obd, obs, c-obs, kron-obd, kron-obs, eigendamage, bn-scale, lamp, fpgm, random, chita, chita++
            importance: {reduction: avg}                | $.importance.reduction  | unknown reduction "avg"; known: mean, sum, max, product, first
            importance: {criterion: gate, batchNorm: batch} | $.importance.batchNorm | `gate` needs running statistics: with a batch's own one image's gates would change another's output
            importance: {gates: {per: mac}}             | $.importance.gates.per  | unknown per "mac"; did you mean "macs"? known: unit, macs, parameters
            importance: {batches: 2.5}                  | $.importance.batches    | 2.5 is not a whole number
            importance: {batches: 4}                    | $.importance.shards     | 5 shards can't share 4 batches; lower `shards` or raise `batches`
            importance: {criterion: eigendamge}         | $.importance.criterion  | unknown criterion "eigendamge"; did you mean "eigendamage"? known: apoptosis, gate, oba, taylor, weight, weight-l2, obd, c-obd, obs, c-obs, kron-obd, kron-obs, eigendamage, bn-scale, lamp, fpgm, random, chita, chita++
            importance: {criterion: obd, batchNorm: batch} | $.importance.batchNorm | `obd` needs `running`: with a batch's own statistics an image has no gradient of its own
            importance: {order: 5}                      | $.importance.order      | 5 is out of range; it must be at most 4
            importance: {order: 3, terms: first}        | $.importance.terms      | `order` is computed alone; leave `terms` at second
            importance: {method: layerwise, order: 3}   | $.importance.order      | `method: layerwise` has the second order only; leave `order` out or take `dual`
            prune: {}                                   | $.prune                 | `target` is missing in `prune`
            prune:                                      | $.prune                 | has no value; leave the key out to take its default
            prune: {target: {macs: 1.5}}                | $.prune.target.macs     | 1.5 is out of range; it must be less than 1
            prune: {target: {macs: [0.6, 0]}}           | $.prune.target.macs[1]  | 0 is out of range; it must be greater than 0
            prune: {target: {macs: [0.5, 0.6]}}         | $.prune.target.macs[1]  | 0.6 comes after 0.5; targets must fall, largest first
            prune: {target: {macs: 0.6, channels: 0.6}} | $.prune.target          | give exactly one of `macs`, `parameters`, `channels`, `latency`, `sparsity`
            prune: {target: {sparsity: [0.9, 0.5]}}     | $.prune.target.sparsity[1] | 0.5 comes after 0.9; targets must rise, smallest first
            prune: {target: {sparsity: 0.9}, roundTo: 8} | $.prune.roundTo        | `roundTo` rounds channel counts; a target of sparsity has no use for it: leave it out
            prune: {target: {sparsity: 0.9}, maxRatioPerGroup: 0.5} | $.prune.maxRatioPerGroup | `maxRatioPerGroup` limits coupled groups of channels; a target of sparsity has no use for it: leave it out
            importance: {chita: {ridge: 2}}             | $.importance.chita      | `chita` is about single weights, a target of sparsity
            importance: {magnitude: true}               | $.importance.magnitude  | `magnitude` is about single weights, a target of sparsity
            importance: {criterion: chita}              | $.importance.criterion  | `chita` chooses single weights; give a target of sparsity, for example  target: { sparsity: 0.9 }
            prune: {target: {}}                         | $.prune.target          | give exactly one of `macs`, `parameters`, `channels`, `latency`, `sparsity`
            prune: {target: {macs: all}}                | $.prune.target.macs     | "all" is not a number or a list
            prune: {target: {macs: 0.6}, roundTo: best} | $.prune.roundTo         | unknown roundTo "best"; known: auto; or a number
            latency: {thread: 1}                        | $.latency.thread        | unknown key `thread` in `latency`; did you mean `threads`?
            finetune: {augmentation: [crop, flop]}      | $.finetune.augmentation[1] | unknown augmentation "flop"; did you mean "flip"? known: crop, flip
            finetune: {optimizer: {schedule: cosine, milestones: [2]}} | $.finetune.optimizer.milestones | a cosine has no milestones; leave them out or take `schedule: steps`
            name: ../../etc                             | $.name                  | "../../etc" must be letters, digits, `.`, `_`, `-`, and begin with a letter or digit
            seed: 1e999                                 | $.seed                  | the number is too large
            """)
    void shouldSayWhatIsWrongAndWhere(String line, String path, String message) {
        assertThat(problems(SMALLEST + line)).containsExactly(new Problem(path, message));
    }

    @Test
    void shouldLeaveGatesUnnormalizedUnlessTold() {
        assertThat(normalization("importance: {criterion: gate}")).isEqualTo("none");
        assertThat(normalization("importance: {criterion: gate, normalization: l2}"))
                .isEqualTo("l2");
        assertThat(normalization("importance: {criterion: weight}")).isEqualTo("max");
    }

    private static String normalization(String line) {
        return RunSpecs.parse(SMALLEST + line, "a.yaml").importance().normalization();
    }

    @Test
    void shouldDistilWhereAsked() {
        RunSpec labels = RunSpecs.parse(SMALLEST + "finetune: {}", "a.yaml");
        RunSpec distilled = RunSpecs.parse(SMALLEST + "finetune: {loss: distill}", "a.yaml");
        assertThat(labels.finetune().distills()).isFalse();
        assertThat(distilled.finetune().distills()).isTrue();
        assertThat(distilled.finetune().softness()).isEqualTo(4);
    }

    @Test
    void shouldTakeRepairInShortAndInFull() {
        assertThat(repair("leastSquares"))
                .isEqualTo(new RunSpec.RepairSpec("leastSquares", 1000, 0.001, "all", 0, "target"));
        assertThat(repair("{images: 500}"))
                .isEqualTo(new RunSpec.RepairSpec("leastSquares", 500, 0.001, "all", 0, "target"));
        assertThat(repair("none").method()).isEqualTo("none");
        assertThat(problems(SMALLEST + "prune: {target: {macs: 0.5}, repair: leastSquare}"))
                .extracting(Problem::path)
                .containsExactly("$.prune.repair");
    }

    @Test
    void shouldRepairWhereATargetIsReachedOrAfterEveryCut() {
        assertThat(repaired("leastSquares")).containsExactly(2, 4);
        assertThat(repaired("{after: cut}")).containsExactly(1, 2, 3, 4);
        assertThat(repaired("none")).isEmpty();
    }

    private static List<Integer> repaired(String value) {
        String prune = "prune: {target: {macs: [0.7, 0.5]}, iterations: 2, repair: " + value + "}";
        RunSpec.PruneSpec spec = RunSpecs.parse(SMALLEST + prune, "a.yaml").prune();
        return Stream.of(1, 2, 3, 4).filter(spec::repairsAfter).toList();
    }

    private static RunSpec.RepairSpec repair(String value) {
        return RunSpecs.parse(SMALLEST + "prune: {target: {macs: 0.5}, repair: " + value + "}", "a.yaml")
                .prune()
                .repair();
    }

    @Test
    void shouldTakeTheCurvatureThatSuitsTheCriterion() {
        assertThat(criterion("importance: {criterion: gate}")).isEqualTo(new Gate(Curvature.LOSS));
        assertThat(criterion("importance: {criterion: apoptosis}"))
                .isEqualTo(new Apoptosis(Curvature.LOGITS, 0.02, Saving.MACS));
        assertThat(criterion("importance: {criterion: apoptosis, gates: {curvature: loss, ridge: 0.1, per: unit}}"))
                .isEqualTo(new Apoptosis(Curvature.LOSS, 0.1, Saving.UNIT));
    }

    @Test
    void shouldRefuseForSingleWeightsWhatIsAboutChannels() {
        String sparse = SMALLEST + "prune: {target: {sparsity: 0.9}%s}%n";
        assertThat(problems((sparse + "latency: {}").formatted("")))
                .extracting(Problem::path)
                .containsExactly("$.latency");
        assertThat(problems(sparse.formatted(", skip: ['fc:in', conv1]")))
                .extracting(Problem::path)
                .containsExactly("$.prune.skip[0]");
        assertThat(problems((sparse + "importance: {criterion: fpgm, gates: {}, reduction: sum}").formatted("")))
                .extracting(Problem::path)
                .containsExactly("$.importance.criterion", "$.importance.reduction", "$.importance.gates");
        assertThat(problems((sparse + "importance: {criterion: apoptosis}").formatted("")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("over single weights it would take terabytes")
                        .contains("Take `chita`")
                        .contains("`weight` with `repair: leastSquares`"));
        assertThat(problems((sparse + "importance: {criterion: chita, batchNorm: batch}").formatted("")))
                .extracting(Problem::path)
                .containsExactly("$.importance.batchNorm");
    }

    /** chita++ is chita in several stages: steps to one sparsity, or one to each of several. */
    @Test
    void shouldTakeChitaByEitherNameAndHoldItToItsStages() {
        String sparse = SMALLEST + "prune: {target: {sparsity: %s}, iterations: %d}%nimportance: {criterion: %s}%n";
        assertThat(RunSpecs.parse(sparse.formatted("0.9", 2, "chita++"), "a.yaml")
                        .importance()
                        .toSparseCriterion())
                .isEqualTo(RunSpecs.parse(sparse.formatted("0.9", 2, "chita"), "a.yaml")
                        .importance()
                        .toSparseCriterion());
        assertThat(RunSpecs.parse(sparse.formatted("[0.5, 0.9]", 1, "chita++"), "a.yaml"))
                .isNotNull();
        assertThat(problems(sparse.formatted("0.9", 1, "chita++")))
                .containsExactly(
                        new Problem(
                                "$.prune.iterations",
                                "`chita++` is `chita` in several stages, one for each iteration; give more than 1, or take `chita`"));
        assertThat(problems(SMALLEST + "prune: {target: {macs: 0.5}}\nimportance: {criterion: chita++}"))
                .extracting(Problem::path)
                .containsExactly("$.importance.criterion");
    }

    @Test
    void shouldReadACriterionOfSingleWeights() {
        RunSpec spec = RunSpecs.parse(SMALLEST + "prune: {target: {sparsity: [0.5, 0.9]}}", "a.yaml");
        assertThat(spec.prune().sparse()).isTrue();
        assertThat(spec.importance().toSparseCriterion()).isNotNull();
        assertThat(RunSpecs.parse(RunSpecs.write(spec), "")).isEqualTo(spec);
    }

    private static Criterion criterion(String line) {
        return RunSpecs.parse(SMALLEST + line, "a.yaml").importance().toCriterion();
    }

    @Test
    void shouldNameTheAlternativesForWeightsAndData() {
        assertThat(problems(SMALLEST.replace(", weights: w.th", "")))
                .containsExactly(
                        new Problem("$.model", "give exactly one of `weights`, `pth`, `th`, `safetensors`, `onnx`"));
        assertThat(problems(SMALLEST.replace("weights: w.th", "weights: w.th, pth: v.pth")))
                .containsExactly(
                        new Problem("$.model", "give exactly one of `weights`, `pth`, `th`, `safetensors`, `onnx`"));
        assertThat(problems(SMALLEST.replace("sample/train", "sample/trian")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.data.train");
                    assertThat(problem.message())
                            .startsWith(
                                    "unknown train \"cifar10-sample/trian\"; did you mean \"cifar10-sample/train\"? known: ")
                            .contains("cifar100/test")
                            .endsWith("for a file write { cifar10: FILE }, { folder: DIRECTORY }, { idx: FILE } or"
                                    + " { tensors: FILE }");
                });
    }

    @Test
    void shouldCollectEveryProblem() {
        assertThat(problems(SMALLEST + "importance: {batches: 0, terms: third}\nseed: -1\nfine-tune: {}"))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("$.importance.batches", "$.importance.terms", "$.seed", "$.fine-tune");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1, 2]",
                "a: [",
                "{\"a\": 1",
                "a: 1\na: 2",
                "a: 1\n---\nb: 2",
                "a: .nan",
                "{\"a\": NaN}",
                "{} {}"
            })
    void shouldRefuseWhatIsNotOneMapping(String text) {
        assertThatThrownBy(() -> RunSpecs.parse(text, "")).isInstanceOf(InvalidSpec.class);
    }

    @Test
    void shouldRefuseDocumentsThatGrow() {
        assertThatThrownBy(() -> RunSpecs.parse("a: &a [1, 2]\nb: [*a, *a]", "bomb.yaml"))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("aliases (*a) are not supported; write the value out (line 2");
        assertThatThrownBy(() -> RunSpecs.parse("[".repeat(100_000), "deep.json"))
                .isInstanceOf(InvalidSpec.class);
        assertThatThrownBy(() -> RunSpecs.parse("[".repeat(100_000), "deep.yaml"))
                .isInstanceOf(InvalidSpec.class);
        assertThatThrownBy(() -> RunSpecs.parse(new byte[SpecDocument.MAX_BYTES + 1], "big.yaml"))
                .hasMessageContaining("too large");
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(InvalidSpec.class, () -> RunSpecs.parse(text, "a.yaml"))
                .problems();
    }

    private static byte[] resource(String file) {
        try (InputStream in = RunSpecsTest.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
