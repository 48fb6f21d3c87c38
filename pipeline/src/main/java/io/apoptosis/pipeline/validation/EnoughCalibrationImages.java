package io.apoptosis.pipeline.validation;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import java.util.List;

/** The calibration batches are cut from the training images without using one twice. */
final class EnoughCalibrationImages implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        ImportanceSpec importance = candidate.spec().importance();
        long wanted = (long) importance.batches() * importance.batchSize();
        int there = candidate.train().size();
        if (wanted <= there) {
            return List.of();
        }
        String message =
                "%d batches of %d want %d training images, there are %d; lower `batches` to %d or give more data"
                        .formatted(
                                importance.batches(),
                                importance.batchSize(),
                                wanted,
                                there,
                                Math.max(1, there / importance.batchSize()));
        return List.of(new Problem("$.importance.batches", message));
    }
}
