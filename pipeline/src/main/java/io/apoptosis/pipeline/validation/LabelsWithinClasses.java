package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Every label is a class of the network. */
final class LabelsWithinClasses implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        int classes = candidate.spec().model().classes();
        return Stream.concat(
                        problem("$.data.train", candidate.train(), classes).stream(),
                        problem("$.data.test", candidate.test(), classes).stream())
                .toList();
    }

    private static List<Problem> problem(String path, ImageSet images, int classes) {
        int[] labels = images.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= classes) {
                String message = "image %d has the label %d, but `model.classes` is %d, so labels are 0 to %d"
                        .formatted(i, labels[i], classes, classes - 1);
                return List.of(new Problem(path, message));
            }
        }
        return List.of();
    }
}
