package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnoughCalibrationImagesTest {
    @Test
    void refusesToUseAnImageTwice() {
        assertThat(new EnoughCalibrationImages().problems(Candidates.on(Candidates.images(63, Candidates.CIFAR, 9))))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message())
                                .isEqualTo(
                                        "4 batches of 16 want 64 training images, there are 63; lower `batches` to 3 or give more data"));
    }

    @Test
    void holdsWhereThereAreJustEnough() {
        assertThat(new EnoughCalibrationImages().problems(Candidates.good())).isEmpty();
    }
}
