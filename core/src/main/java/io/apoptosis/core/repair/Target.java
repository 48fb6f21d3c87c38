package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;

/** What a layer should give: what it gives in the reference, where that is still there, and what its shortcut has lost by now. */
final class Target {
    private final Network reference;
    private final Features whole;
    private final Features left;
    private final Survivors survivors;
    private final double[] slope;

    /** @param slope of the norm between the layer and its shortcut, per channel */
    Target(Network reference, Features whole, Features left, Survivors survivors, double[] slope) {
        this.reference = reference;
        this.whole = whole;
        this.left = left;
        this.survivors = survivors;
        this.slope = slope;
    }

    HostTensor of(Consumer consumer, int batch) {
        Node layer = consumer.layer();
        HostTensor complete = whole.peek(reference.graph().node(layer.name()), batch);
        int axis = LayerRows.of(layer).channels(complete.shape().rank());
        HostTensor target = survivors.of(layer.name(), axis, complete);
        String shortcut = consumer.shortcut();
        if (shortcut == null || !left.has(shortcut)) {
            return target;
        }
        HostTensor before = survivors.of(shortcut, axis, whole.read(shortcut, batch));
        return plusDrift(target, before, left.read(shortcut, batch), axis);
    }

    /** In units before the norm; a channel that the norm silences can't carry anything. */
    private HostTensor plusDrift(HostTensor target, HostTensor before, HostTensor now, int axis) {
        Shape shape = target.shape();
        double[] values = target.doubles().clone();
        double[] old = before.doubles();
        double[] current = now.doubles();
        int inner = shape.inner(axis);
        for (int i = 0; i < values.length; i++) {
            double s = slope[i / inner % slope.length];
            values[i] += s == 0 ? 0 : (old[i] - current[i]) / s;
        }
        return HostTensor.of(shape, values);
    }
}
