package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Vocabulary;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.ArrayList;
import java.util.List;

/** Images have the channels and the size that the network reads, token ids are rows of its table, and there are some. */
final class ImagesFitTheNetwork implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        Network network = candidate.network();
        List<Problem> problems = new ArrayList<>();
        check("$.data.train", candidate.train(), network, problems);
        check("$.data.test", candidate.test(), network, problems);
        return problems;
    }

    private static void check(String path, ImageSet images, Network network, List<Problem> problems) {
        Shape input = network.graph().inputShape();
        if (images.size() == 0) {
            problems.add(new Problem(path, "there are no images in it"));
        } else if (!images.sampleShape().equals(input)) {
            problems.add(new Problem(
                    path,
                    "its images are %s (channels x height x width), the network reads %s"
                            .formatted(images.sampleShape(), input)));
        } else {
            Vocabulary.misfit(network, images.ids()).ifPresent(reason -> problems.add(new Problem(path, reason)));
        }
    }
}
