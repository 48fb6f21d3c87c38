package io.apoptosis.pipeline.validation;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.List;

/** The method that scores are to be computed by is defined for all of the network's layers. */
final class ExpansionIsDefined implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        if (!candidate.spec().importance().criterion().equals("oba")) {
            return List.of();
        }
        return candidate
                .spec()
                .importance()
                .expansion()
                .refuse(candidate.network().graph())
                .stream()
                .map(reason -> new Problem("$.importance.method", reason))
                .toList();
    }
}
