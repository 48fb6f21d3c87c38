package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormsCanBeRecalibratedTest {
    private static final String TWICE = "target: { macs: 0.6 }, repair: { recalibrations: 2 }";

    private final NormsCanBeRecalibrated rule = new NormsCanBeRecalibrated();

    @Test
    void holdsForANetworkWithBatchNorms() {
        assertThat(rule.problems(Candidates.pruning(TWICE))).isEmpty();
    }

    @Test
    void refusesANetworkWithoutThem() {
        assertThat(rule.problems(withoutNorms(Candidates.pruning(TWICE))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("the network has no batch norm to recalibrate; leave it out"));
    }

    @Test
    void asksNothingWhereNoneAreWanted() {
        assertThat(rule.problems(withoutNorms(Candidates.pruning("target: { macs: 0.6 }, repair: leastSquares"))))
                .isEmpty();
    }

    private static Candidate withoutNorms(Candidate candidate) {
        GraphBuilder b = new GraphBuilder(Candidates.CIFAR);
        String flat = b.node("flat", new Flatten(), b.input());
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        weights.put("fc.weight", HostTensor.of(Shape.of(10, 3072), new double[30720]));
        weights.put("fc.bias", HostTensor.of(Shape.of(10), new double[10]));
        Network network = b.build(b.linear("fc", flat, 3072, 10)).load(weights);
        return new Candidate(candidate.spec(), network, candidate.train(), candidate.test());
    }
}
