package io.apoptosis.pipeline.validation;

import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.ShapeMismatch;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.List;

/** The tensors' shapes go together along the graph, and it ends in one logit per class. */
final class NetworkFitsTogether implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        int classes = candidate.spec().model().classes();
        try {
            Shape logits = ShapeInference.of(candidate.network())
                    .value(candidate.network().graph().output());
            int last = logits.dim(logits.rank() - 1);
            return last == classes
                    ? List.of()
                    : List.of(new Problem(
                            "$.model.classes", "the network tells %d classes apart, not %d".formatted(last, classes)));
        } catch (ShapeMismatch mismatch) {
            return List.of(new Problem("$.model", String.valueOf(mismatch.getMessage())));
        }
    }
}
