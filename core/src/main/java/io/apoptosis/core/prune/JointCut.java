package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateModel;
import java.util.Collection;
import java.util.Objects;

/**
 * A network without units that were chosen elsewhere, the others having made up for them as after a joint choice.
 *
 * @param survivors what is left of the inner values
 */
public record JointCut(Network network, Survivors survivors) {
    public static JointCut of(Network network, GateModel model, Collection<Unit> gone) {
        double ridge = Objects.requireNonNull(model.surgery()).ridge();
        Surgeon surgeon = Surgeon.of(model.gradient(), model.curvature(), ridge);
        gone.forEach(unit -> surgeon.remove(model.gates().of(unit)));
        Network folded = model.gates().fold(surgeon.gates());
        return new JointCut(Cut.remove(folded, gone), Cut.survivors(network, gone));
    }
}
