package io.apoptosis.pipeline.validation;

import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.util.List;

/** All rules. */
public final class Rules {
    private static final List<Rule> EACH = List.of(
            new NetworkFitsTogether(),
            new SkippedLayersExist(),
            new ImagesFitTheNetwork(),
            new LabelsWithinClasses(),
            new EnoughCalibrationImages());

    /** Rules that only mean something where the others hold. */
    private static final List<Rule> THEN =
            List.of(new ExpansionIsDefined(), new TargetReachable(), new NormsCanBeRecalibrated());

    private Rules() {}

    /** @throws InvalidSpec with everything that is wrong */
    public static void check(Candidate candidate) {
        refuse(EACH, candidate);
        refuse(THEN, candidate);
    }

    private static void refuse(List<Rule> rules, Candidate candidate) {
        List<Problem> problems = rules.stream()
                .flatMap(rule -> rule.problems(candidate).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSpec(problems);
        }
    }
}
