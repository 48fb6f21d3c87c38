package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/** For one batch, the vector v of which theta ⊙ v is the score. */
public interface ScoreVector extends BatchMeans {
    /** @return v by parameter name, in the parameters' shapes and the scope's element type */
    @Override
    Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels);
}
