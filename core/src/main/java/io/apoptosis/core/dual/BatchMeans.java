package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;

/** Named tensors of one batch, linear in its mean loss: with running statistics, those of a batch are the mean of those of its samples. */
public interface BatchMeans {
    /**
     * @param scope owns everything the batch needs; close it after the batch
     * @param weights of the whole graph, by checkpoint name
     * @param images (N, C, H, W)
     */
    Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels);
}
