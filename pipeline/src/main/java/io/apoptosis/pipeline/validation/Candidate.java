package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.pipeline.spec.RunSpec;

/** A run that may be started, with everything it names opened. */
public record Candidate(RunSpec spec, Network network, ImageSet train, ImageSet test) {
    /** Another run of the same network and data. */
    public Candidate of(RunSpec other) {
        return new Candidate(other, network, train, test);
    }
}
