package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Parameters as variables of a recording, beside those that stay constant. */
record Leaves(Map<String, Tensor> variables, Map<String, Tensor> all) {
    static Leaves of(Scope scope, Map<String, Tensor> weights, Collection<String> live) {
        Map<String, Tensor> variables = new LinkedHashMap<>();
        live.forEach(name -> variables.put(name, scope.variable(Objects.requireNonNull(weights.get(name), name))));
        Map<String, Tensor> all = new LinkedHashMap<>(weights);
        all.putAll(variables);
        return new Leaves(variables, all);
    }

    /** Copies the derivatives out. */
    Map<String, HostTensor> read(Scope scope, Gradients gradients) {
        Map<String, HostTensor> read = new LinkedHashMap<>();
        variables.forEach((name, leaf) -> read.put(name, scope.read(gradients.of(leaf))));
        return read;
    }
}
