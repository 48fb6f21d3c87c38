package io.apoptosis.pipeline.admission;

import io.apoptosis.pipeline.message.Handling.Priority;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;

/**
 * A run that waits or is in.
 *
 * @param arrival grows from one run to the next that begins to wait
 * @param version of the word that this is known by
 */
public record Place(
        String runId, String owner, Priority priority, boolean active, long ticket, long arrival, long version) {

    static Place of(RunStanding word, long arrival) {
        return new Place(
                word.runId(),
                word.owner(),
                word.priority(),
                word.phase() == Phase.ACTIVE,
                word.ticket(),
                arrival,
                word.version());
    }

    Place admitted() {
        return new Place(runId, owner, priority, true, ticket, arrival, version);
    }

    Place heardAgain(RunStanding word) {
        boolean in = active || word.phase() == Phase.ACTIVE;
        return new Place(runId, owner, priority, in, ticket, arrival, word.version());
    }
}
