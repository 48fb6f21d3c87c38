package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SkippedLayersExistTest {
    @Test
    void refusesAnUnknownLayerWithTheOneThatWasProbablyMeant() {
        assertThat(new SkippedLayersExist()
                        .problems(Candidates.pruning("target: { macs: 0.6 }, skip: [conv1, layer1.0.conv]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.prune.skip[1]");
                    assertThat(problem.message()).contains("layer1.0.conv;", "did you mean layer1.0.conv1?");
                });
    }

    @Test
    void listsTheLayersWhereNothingIsNear() {
        assertThat(new SkippedLayersExist().problems(Candidates.pruning("target: { macs: 0.6 }, skip: [transformer]")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("its layers are conv1"));
    }

    @Test
    void holdsForLayersThatExist() {
        assertThat(new SkippedLayersExist()
                        .problems(Candidates.pruning("target: { macs: 0.6 }, skip: [conv1, layer3.2.conv2, 'layer2.*',"
                                + " 'layer?.0.conv1:in']")))
                .isEmpty();
    }
}
