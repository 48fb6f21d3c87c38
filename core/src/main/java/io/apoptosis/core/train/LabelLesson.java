package io.apoptosis.core.train;

import io.apoptosis.core.dual.CrossEntropy;
import io.apoptosis.core.tensor.Scope;

/** Cross entropy with the images' labels. */
public record LabelLesson() implements Lesson {
    @Override
    public Loss open(Scope root) {
        return (scope, logits, batch) -> CrossEntropy.loss(scope, logits, batch.labels());
    }
}
