package io.apoptosis.pipeline.validation;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.List;

/** One reason for which a run can't be done. */
public interface Rule {
    /** Each with the path of the value in the specification and what to do about it; empty where the rule holds. */
    List<Problem> problems(Candidate candidate);
}
