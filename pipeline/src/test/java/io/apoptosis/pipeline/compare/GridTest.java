package io.apoptosis.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.spec.ComparisonSpec;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
    private static final String EVERYTHING = """
            criteria: [weight, random, {criterion: oba, terms: first}]
            targets: {macs: [0.6, 0.4]}
            repair: [none, leastSquares]
            finetune: [none, {epochs: 2}, {epochs: 2, loss: distill}]
            seeds: [4, 5, 6]
            """;

    @ParameterizedTest
    @ValueSource(strings = {EVERYTHING, EVERYTHING + "inTurn: true\n", "criteria: [oba]\ntargets: {macs: 0.5}\n"})
    void everySettingHasATrialAndEveryRunIsAnOrdinaryOneThatSomebodyReads(String comparison) {
        ComparisonSpec spec = Comparisons.of(comparison);
        Grid grid = Grid.of(spec);

        assertThat(grid.trials().stream().map(Trial::setting).distinct())
                .hasSize(spec.criteria().size()
                        * spec.targets().ratios().size()
                        * spec.repairs().size()
                        * spec.finetunings().size());
        assertThat(grid.trials()).doesNotHaveDuplicates();
        assertThat(grid.runs()).doesNotHaveDuplicates();
        assertThat(grid.trials().stream().map(Trial::run).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, grid.runs().size()).boxed().toList());
        for (RunSpec run : grid.runs()) {
            assertThat(RunSpecs.parse(RunSpecs.write(run), "")).isEqualTo(run);
        }
        assertThat(Grid.of(spec)).isEqualTo(grid);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVERYTHING, EVERYTHING + "inTurn: true\n"})
    void aTrialIsMeasuredByARunOfItsOwnChoices(String comparison) {
        ComparisonSpec spec = Comparisons.of(comparison);
        Grid grid = Grid.of(spec);

        for (Trial trial : grid.trials()) {
            RunSpec run = grid.runs().get(trial.run());
            Setting setting = trial.setting();
            assertThat(run.importance())
                    .isEqualTo(spec.criteria().stream()
                            .filter(contender -> contender.label().equals(setting.criterion()))
                            .findFirst()
                            .orElseThrow()
                            .importance());
            assertThat(run.prune().target().ratios()).contains(setting.target());
            assertThat(run.prune().repairs()).isEqualTo(setting.repair().equals("leastSquares"));
            assertThat(run.seed()).isEqualTo(trial.seed());
            assertThat(run.finetune() == null)
                    .isEqualTo(setting.finetune().equals("none") && !trial.beforeFinetuning());
        }
    }

    @Test
    void onlyWhatDependsOnTheSeedIsRepeated() {
        Grid grid = Grid.of(Comparisons.of(EVERYTHING));

        assertThat(seeds(grid, "weight", "none")).containsExactly(4L);
        assertThat(seeds(grid, "random", "none")).containsExactly(4L, 5L, 6L);
        assertThat(seeds(grid, "weight", "2 epochs")).containsExactly(4L, 5L, 6L);
    }

    @Test
    void whatThereIsBeforeTrainingIsReadFromTheRunThatTrains() {
        String training = "criteria: [oba]\ntargets: {macs: 0.5}\nfinetune: [none, {epochs: 1}]\nseeds: [1, 2]\n";

        assertThat(Grid.of(Comparisons.of(training)).runs()).hasSize(2).allMatch(run -> run.finetune() != null);
        assertThat(Grid.of(Comparisons.of(training)).trials())
                .filteredOn(Trial::beforeFinetuning)
                .extracting(trial -> trial.setting().finetune())
                .containsExactly("none");
    }

    @Test
    void afterTrainingTowardsTheFirstOfSeveralTargetsTheNextIsAnotherThing() {
        String inTurn = "criteria: [oba]\ntargets: {macs: [0.6, 0.5]}\ninTurn: true\nfinetune: [none, {epochs: 1}]\n";
        Grid grid = Grid.of(Comparisons.of(inTurn));

        assertThat(grid.runs()).hasSize(2).anyMatch(run -> run.finetune() == null);
        assertThat(grid.trials()).hasSize(4).noneMatch(Trial::beforeFinetuning);
    }

    @Test
    void aFurtherSeedLeavesTheOtherRunsAsTheyWere() {
        List<RunSpec> few = Grid.of(Comparisons.of(EVERYTHING)).runs();
        List<RunSpec> more =
                Grid.of(Comparisons.of(EVERYTHING.replace("6]", "6, 7]"))).runs();

        assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());
    }

    @Test
    void aRunIsNamedByWhatItTries() {
        assertThat(Grid.of(Comparisons.of(EVERYTHING)).runs().get(0).name()).isEqualTo("several-weight-0.6-2-epochs-4");
    }

    private static List<Long> seeds(Grid grid, String criterion, String finetune) {
        return grid.trials().stream()
                .filter(trial -> trial.setting().equals(new Setting(criterion, 0.6, "none", finetune)))
                .map(Trial::seed)
                .toList();
    }
}
