package io.apoptosis.core.train;

import io.apoptosis.core.data.Halves;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The mean loss of some samples, and its gradient by parameter name, empty where the loss is not a finite number.
 *
 * @param <T> in the engine's memory or in the heap
 */
record Slope<T>(double loss, Map<String, T> gradient) {
    static Slope<HostTensor> mean(Slope<HostTensor> first, double share, Slope<HostTensor> second) {
        return new Slope<>(
                share * first.loss + (1 - share) * second.loss, Halves.mean(first.gradient, share, second.gradient));
    }

    static Slope<HostTensor> read(Scope scope, Slope<Tensor> slope) {
        return slope.map(scope::read);
    }

    static Slope<Tensor> copied(Scope scope, Slope<HostTensor> slope) {
        return slope.map(scope::of);
    }

    private <U> Slope<U> map(Function<T, U> copy) {
        Map<String, U> copies = new LinkedHashMap<>();
        gradient.forEach((name, tensor) -> copies.put(name, copy.apply(tensor)));
        return new Slope<>(loss, copies);
    }

    boolean isFinite() {
        return Double.isFinite(loss);
    }
}
