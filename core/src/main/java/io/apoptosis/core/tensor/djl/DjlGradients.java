package io.apoptosis.core.tensor.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** DJL's gradient collector, of which a process may have one at a time (a static flag of DJL's). */
final class DjlGradients implements Gradients {
    private static final AtomicBoolean RECORDING = new AtomicBoolean();

    private final DjlScope scope;
    private final GradientCollector collector;
    private boolean differentiated;
    private boolean closed;

    private DjlGradients(DjlScope scope, GradientCollector collector) {
        this.scope = scope;
        this.collector = collector;
    }

    static DjlGradients open(DjlScope scope) {
        // Refused here, before DJL's own check, which leaves the thread recording when it throws.
        if (!RECORDING.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "a gradient recording is already open in this process; close it first, or use another process");
        }
        return new DjlGradients(scope, Engine.getEngine("PyTorch").newGradientCollector());
    }

    @Override
    public void backward(Tensor scalar) {
        if (differentiated || closed) {
            throw new IllegalStateException("this recording has had its one backward pass");
        }
        if (scalar.shape().size() != 1) {
            throw new IllegalArgumentException("only a scalar can be differentiated, not a tensor " + scalar.shape());
        }
        differentiated = true;
        collector.backward(DjlTensor.array(scalar));
    }

    @Override
    public Tensor of(Tensor variable) {
        if (!differentiated) {
            throw new IllegalStateException("no backward pass has been made in this recording");
        }
        @Nullable PtNDArray gradient = JniUtils.getGradient(DjlTensor.array(variable));
        return gradient == null ? scope.of(HostTensor.zeros(scope.dtype(), variable.shape())) : scope.own(gradient);
    }

    @Override
    public List<Tensor> pullback(Tensor output, Tensor cotangent, List<Tensor> variables) {
        check(output, cotangent);
        JniUtils.backward(DjlTensor.array(output), DjlTensor.array(cotangent), true, false);
        return variables.stream().map(this::taken).toList();
    }

    @Override
    public void accumulate(Tensor output, Tensor cotangent, boolean last) {
        check(output, cotangent);
        JniUtils.backward(DjlTensor.array(output), DjlTensor.array(cotangent), !last, false);
    }

    @Override
    public @Nullable Tensor accumulated(Tensor variable) {
        @Nullable PtNDArray gradient = JniUtils.getGradient(DjlTensor.array(variable));
        return gradient == null ? null : scope.own(gradient);
    }

    private void check(Tensor output, Tensor cotangent) {
        if (differentiated || closed) {
            throw new IllegalStateException("this recording has had its one backward pass");
        }
        if (!output.shape().equals(cotangent.shape())) {
            throw new IllegalArgumentException(
                    "a cotangent of shape " + cotangent.shape() + " for an output " + output.shape());
        }
    }

    /** The gradient, and zeros left in its place: libtorch adds every pass to what it finds there. */
    private Tensor taken(Tensor variable) {
        PtNDArray leaf = DjlTensor.array(variable);
        @Nullable PtNDArray gradient = JniUtils.getGradient(leaf);
        if (gradient == null) {
            return scope.of(HostTensor.zeros(scope.dtype(), variable.shape()));
        }
        try (gradient) {
            Tensor copy = scope.own(JniUtils.clone(gradient));
            JniUtils.zeroGrad(leaf);
            return copy;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            collector.close();
            RECORDING.set(false);
        }
    }
}
