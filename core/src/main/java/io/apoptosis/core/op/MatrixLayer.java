package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;

/** A {@link Weighted} layer whose W is a matrix over the last axis: with W transposed it is the same layer. */
interface MatrixLayer extends Weighted {
    @Override
    default Weighted transposed() {
        return this;
    }

    @Override
    default Tensor turned(Scope scope, Tensor weight) {
        return scope.transpose(weight, 1, 0);
    }

    @Override
    default int channels(int rank) {
        return rank - 1;
    }
}
