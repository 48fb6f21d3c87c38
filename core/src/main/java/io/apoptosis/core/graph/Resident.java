package io.apoptosis.core.graph;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network's parameters in the engine's memory, for as long as the scope lives. */
public final class Resident {
    private Resident() {}

    /** Every floating tensor of the network, running statistics included. */
    public static Map<String, Tensor> weights(Network network, Scope scope) {
        Map<String, Tensor> resident = new LinkedHashMap<>();
        floating(network).forEach((name, tensor) -> resident.put(name, scope.of(tensor)));
        return resident;
    }

    public static Map<String, HostTensor> floating(Network network) {
        Map<String, HostTensor> floating = new LinkedHashMap<>(network.weights());
        floating.values().removeIf(tensor -> !tensor.dtype().isFloating());
        return floating;
    }
}
