package io.apoptosis.pipeline.validation;

import io.apoptosis.core.repair.Recalibration;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import java.util.List;

/** Where recalibrations are asked for, the network has batch norms, and not too many for one system of equations. */
final class NormsCanBeRecalibrated implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        PruneSpec prune = candidate.spec().prune();
        if (prune == null || prune.repair() == null || prune.repair().recalibrationsAfter(true) == 0) {
            return List.of();
        }
        return Recalibration.refuse(candidate.network()).stream()
                .map(reason -> new Problem("$.prune.repair.recalibrations", reason + "; leave it out"))
                .toList();
    }
}
