package io.apoptosis.core.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recording: operations since {@link Scope#record()}; at most one {@link #backward}, or any number of {@link #pullback}s, or of {@link
 * #accumulate}s.
 */
public interface Gradients extends AutoCloseable {
    /** Differentiates {@code scalar} with respect to every variable it depends on. */
    void backward(Tensor scalar);

    /** The derivative with respect to {@code variable}, owned by the recording's scope; zeros where the scalar does not depend on it. */
    Tensor of(Tensor variable);

    /**
     * The derivatives of sum(output ⊙ cotangent) with respect to {@code variables}, in their order and owned by the recording's scope. The
     * recording stays as it is, so that rows of a Jacobian share one forward pass.
     */
    List<Tensor> pullback(Tensor output, Tensor cotangent, List<Tensor> variables);

    /**
     * Adds the derivatives of sum(output ⊙ cotangent) to what {@link #accumulated} says of every variable that {@code output} depends on; it
     * is one itself, or depends on one.
     *
     * @param last whether what was recorded for {@code output} is let go of: no other output that shares it is accumulated after this
     */
    void accumulate(Tensor output, Tensor cotangent, boolean last);

    /** The sum of what was {@link #accumulate}d, owned by the recording's scope and good until more is; null where nothing was. */
    @Nullable
    Tensor accumulated(Tensor variable);

    /** Ends the recording. */
    @Override
    void close();
}
