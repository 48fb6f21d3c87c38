package io.apoptosis.pipeline.validation;

import io.apoptosis.core.coupling.Skip;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.NearMiss;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import java.util.ArrayList;
import java.util.List;

/** Every entry of {@code skip} means a layer of this network. */
final class SkippedLayersExist implements Rule {
    @Override
    public List<Problem> problems(Candidate candidate) {
        PruneSpec prune = candidate.spec().prune();
        if (prune == null) {
            return List.of();
        }
        Graph graph = candidate.network().graph();
        List<String> layers = graph.nodes().stream()
                .filter(node -> !node.parameters().isEmpty())
                .map(Node::name)
                .toList();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < prune.skip().size(); i++) {
            String name = prune.skip().get(i);
            if (Skip.of(name, graph).values(graph).isEmpty()) {
                problems.add(new Problem("$.prune.skip[%d]".formatted(i), unknown(name, layers)));
            }
        }
        return problems;
    }

    private static String unknown(String name, List<String> layers) {
        return "the network has no layer called %s; %s"
                .formatted(
                        name,
                        NearMiss.of(name, layers)
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("its layers are " + String.join(", ", layers)));
    }
}
