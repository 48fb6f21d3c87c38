package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class ImagesFitTheNetworkTest {
    @Test
    void refusesImagesWithAnotherNumberOfChannels() {
        assertThat(new ImagesFitTheNetwork().problems(Candidates.on(Candidates.images(64, Shape.of(1, 32, 32), 9))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("1x32x32", "3x32x32"));
    }

    @Test
    void refusesAnEmptySet() {
        assertThat(new ImagesFitTheNetwork().problems(Candidates.on(Candidates.images(0, Candidates.CIFAR, 0))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no images"));
    }

    @Test
    void refusesTokenIdsForANetworkOfImages() {
        assertThat(new ImagesFitTheNetwork().problems(Candidates.on(Candidates.tokens(64, Candidates.CIFAR, 9))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.data.train");
                    assertThat(problem.message()).contains("reads numbers", "holds token ids");
                });
    }

    @Test
    void holdsForImagesOfTheInputShape() {
        assertThat(new ImagesFitTheNetwork().problems(Candidates.good())).isEmpty();
    }
}
