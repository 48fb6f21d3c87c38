package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsWithinClassesTest {
    @Test
    void refusesALabelThatIsNoClassSayingWhichImage() {
        assertThat(new LabelsWithinClasses().problems(Candidates.on(Candidates.images(64, Candidates.CIFAR, 10))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.data.train");
                    assertThat(problem.message()).contains("image 63", "label 10", "0 to 9");
                });
    }

    @Test
    void holdsUpToTheLastClass() {
        assertThat(new LabelsWithinClasses().problems(Candidates.good())).isEmpty();
    }
}
