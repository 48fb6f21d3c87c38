package io.apoptosis.core.jet;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** x_0 + x_1 t + x_2 t^2 …, truncated. All coefficients have one shape; one that is identically zero is null and costs nothing. */
final class Jet implements Tensor {
    private final List<@Nullable Tensor> coefficients;

    private Jet(List<@Nullable Tensor> coefficients) {
        this.coefficients = coefficients;
    }

    /** @param coefficients the first is not null */
    static Jet of(List<@Nullable Tensor> coefficients) {
        return new Jet(Collections.unmodifiableList(new ArrayList<>(coefficients)));
    }

    /** What does not depend on t is the jet of itself. */
    static Jet of(Tensor tensor) {
        return tensor instanceof Jet jet ? jet : of(List.of(tensor));
    }

    Tensor value() {
        return Objects.requireNonNull(coefficients.get(0));
    }

    /** The factor of t^k. */
    @Nullable
    Tensor coefficient(int k) {
        return k < coefficients.size() ? coefficients.get(k) : null;
    }

    @Override
    public Shape shape() {
        return value().shape();
    }

    @Override
    public DType dtype() {
        return value().dtype();
    }
}
