package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.ArrayList;
import java.util.List;

/** Images have the channels and the size that the network reads, and there are some. */
final class ImagesFitTheNetwork implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        Shape input = candidate.network().graph().inputShape();
        List<Problem> problems = new ArrayList<>();
        check("$.data.train", candidate.train(), input, problems);
        check("$.data.test", candidate.test(), input, problems);
        return problems;
    }

    private static void check(String path, ImageSet images, Shape input, List<Problem> problems) {
        if (images.size() == 0) {
            problems.add(new Problem(path, "there are no images in it"));
        } else if (!images.sampleShape().equals(input)) {
            problems.add(new Problem(
                    path,
                    "its images are %s (channels x height x width), the network reads %s"
                            .formatted(images.sampleShape(), input)));
        }
    }
}
