package io.apoptosis.core.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The narrow port to the tensor engine, and the visible owner of native memory: every tensor an operation returns belongs to the
 * scope the operation was called on, whatever its operands belong to, and is freed when that scope closes (or earlier, by
 * {@link #release}). Floating tensors all have the scope's element type. Not thread-safe.
 */
public interface Scope extends AutoCloseable {
    DType dtype();

    /** A scope whose tensors die before this one's. */
    Scope child();

    /** Copies {@code tensor} in; floating types are converted to {@link #dtype()}. */
    Tensor of(HostTensor tensor);

    /** Copies {@code tensor} out. */
    HostTensor read(Tensor tensor);

    /** A leaf sharing {@code tensor}'s memory for which {@link Gradients#of} answers after a backward pass in this scope. */
    Tensor variable(Tensor tensor);

    /** {@code tensor} itself, sharing its memory, cut off from what it was computed from: no gradient flows through it. */
    Tensor constant(Tensor tensor);

    /**
     * {@code value} where a backward pass takes it for the sum of slopes times inputs: a function whose derivatives are known as numbers. How
     * {@code value} and the slopes were computed does not matter to it; take them of {@link #constant}s, and they are not recorded.
     *
     * @param inputs of {@code value}'s shape, as the slopes are
     */
    Tensor linearized(Tensor value, List<Tensor> inputs, List<Tensor> slopes);

    /** Starts recording operations for one backward pass; one recording at a time in a process. */
    Gradients record();

    /** Copies {@code value} over {@code target}'s elements in place (parameters and running statistics only). */
    void assign(Tensor target, Tensor value);

    /** Frees {@code tensor} before the scope closes. The engine keeps what a recorded backward pass still needs. */
    void release(Tensor tensor);

    Tensor add(Tensor a, Tensor b);

    Tensor sub(Tensor a, Tensor b);

    Tensor mul(Tensor a, Tensor b);

    Tensor div(Tensor a, Tensor b);

    Tensor scale(Tensor a, double factor);

    Tensor shift(Tensor a, double term);

    Tensor exp(Tensor a);

    Tensor sqrt(Tensor a);

    /** Elementwise {@code a ^ exponent}. */
    Tensor power(Tensor a, double exponent);

    Tensor sigmoid(Tensor a);

    Tensor tanh(Tensor a);

    /** The Gauss error function. */
    Tensor erf(Tensor a);

    Tensor relu(Tensor a);

    /** {@code min(max(a, low), high)}. */
    Tensor clip(Tensor a, double low, double high);

    /** 1 where {@code a > threshold}, else 0; no gradient flows through it. */
    Tensor greater(Tensor a, double threshold);

    /** -1, 0 or 1; no gradient flows through it. */
    Tensor sign(Tensor a);

    /** 1 where {@code a == b}, else 0; no gradient flows through it. */
    Tensor equal(Tensor a, Tensor b);

    /** Matrix product over the last two axes. */
    Tensor matmul(Tensor a, Tensor b);

    /** {@code x (N, in) . weight (out, in)^T + bias (out)}. */
    Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias);

    /** Rows of {@code table (V, D)} at integers {@code ids (…)}: (…, D). An id that is no row is refused. */
    Tensor embedding(Tensor table, Tensor ids);

    /** Cross-correlation of {@code x (N, C, H, W)} with {@code weight (O, C/groups, kh, kw)}; PyTorch's conv2d. */
    Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Window window, int groups);

    Tensor maxPool2d(Tensor x, Window window);

    /** Mean over each window, padding counted as zeros. */
    Tensor avgPool2d(Tensor x, Window window);

    /**
     * Batch normalization with the batch's own (biased) statistics; moves {@code runningMean} and {@code runningVariance} in place by
     * {@code momentum} (the variance towards the unbiased one), as PyTorch does in training.
     */
    Tensor batchNormTraining(
            Tensor x,
            Tensor gamma,
            Tensor beta,
            Tensor runningMean,
            Tensor runningVariance,
            double momentum,
            double epsilon);

    Tensor reshape(Tensor a, Shape shape);

    Tensor transpose(Tensor a, int... axes);

    /** Repeats axes of extent 1, as many as {@code shape} says. */
    Tensor expand(Tensor a, Shape shape);

    /** The elements of the given axes in reverse order. */
    Tensor flip(Tensor a, int... axes);

    Tensor concat(List<Tensor> parts, int axis);

    /** Parts of the given extents along {@code axis}. */
    List<Tensor> split(Tensor a, int axis, int... extents);

    /** Indices {@code begin, begin+stride, …} below {@code end} along {@code axis}. */
    Tensor slice(Tensor a, int axis, int begin, int end, int stride);

    /** Zeros before and after {@code axis}. */
    Tensor pad(Tensor a, int axis, int before, int after);

    Tensor sum(Tensor a, int[] axes, boolean keepDims);

    Tensor mean(Tensor a, int[] axes, boolean keepDims);

    Tensor softmax(Tensor a, int axis);

    Tensor logSoftmax(Tensor a, int axis);

    /** One-hot rows {@code (N, classes)} in the scope's element type. */
    Tensor oneHot(int[] labels, int classes);

    @Override
    void close();
}
