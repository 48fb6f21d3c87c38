package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Node;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.sparse.Masks;
import java.util.HashSet;
import java.util.Set;

/** Which values are no longer what they were in the reference, followed node by node. */
final class Changes {
    private final Survivors survivors;
    private final Masks masks;
    private final Set<String> changed = new HashSet<>();

    Changes(Survivors survivors, Masks masks) {
        this.survivors = survivors;
        this.masks = masks;
    }

    /** Whether the layer is to be solved. */
    boolean call(Node layer, Reach reach) {
        String input = layer.inputs().get(0);
        return thinned(layer) || survivors.lost(input) || (reach == Reach.ALL && changed.contains(input));
    }

    void solved(Node layer) {
        changed.add(layer.name());
    }

    /** What the node gives has changed where what it reads has. */
    void pass(Node node) {
        if (thinned(node)
                || node.inputs().stream().anyMatch(input -> changed.contains(input) || survivors.lost(input))) {
            changed.add(node.name());
        }
    }

    private boolean thinned(Node node) {
        return node.parameters().values().stream().anyMatch(masks::cut);
    }
}
