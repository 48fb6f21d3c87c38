package io.apoptosis.core.train;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;

/** What training makes a network's outputs like. */
public sealed interface Lesson permits Distillation, LabelLesson {
    /** The loss, with whatever it needs in {@code root}'s memory. */
    Loss open(Scope root);

    /** The mean loss of one batch. */
    interface Loss {
        /** A scalar; gradients flow through {@code logits} only. */
        Tensor of(Scope scope, Tensor logits, Batch batch);
    }
}
