package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.core.sparse.SparseCriterion;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.ArrayList;
import java.util.List;

/** What a schema can't say: how values depend on each other. Reads a tree that satisfies the schema and has its defaults. */
final class Consistency {
    private Consistency() {}

    static List<Problem> problems(JsonNode spec) {
        List<Problem> problems = new ArrayList<>();
        shards(spec.path("importance"), problems);
        gates(spec.path("importance"), problems);
        expansion(spec.path("importance"), problems);
        fisher(spec.path("importance"), problems);
        normalize(spec.path("data").path("normalize"), problems);
        rates(spec.path("finetune").path("optimizer"), problems);
        problems.addAll(Unstructured.problems(spec));
        spec.path("prune")
                .path("target")
                .properties()
                .forEach(target -> inOrder(target.getKey(), target.getValue(), problems));
        return problems;
    }

    private static void shards(JsonNode importance, List<Problem> problems) {
        int shards = importance.path("shards").intValue();
        int batches = importance.path("batches").intValue();
        if (shards > batches) {
            problems.add(new Problem(
                    "$.importance.shards",
                    "%d shards can't share %d batches; lower `shards` or raise `batches`".formatted(shards, batches)));
        }
    }

    private static void gates(JsonNode importance, List<Problem> problems) {
        String criterion = importance.path("criterion").asText();
        if (List.of("gate", "apoptosis").contains(criterion)
                && importance.path("batchNorm").asText().equals("batch")) {
            problems.add(new Problem(
                    "$.importance.batchNorm",
                    "`%s` needs running statistics: with a batch's own one image's gates would change another's output"
                            .formatted(criterion)));
        }
    }

    private static void expansion(JsonNode importance, List<Problem> problems) {
        boolean layerwise = importance.path("method").asText().equals("layerwise");
        boolean high = importance.path("order").asInt(2) > 2;
        if (layerwise && high) {
            problems.add(new Problem(
                    "$.importance.order",
                    "`method: layerwise` has the second order only; leave `order` out or take `dual`"));
        }
        if ((layerwise || high) && !importance.path("terms").asText().equals("second")) {
            problems.add(new Problem(
                    "$.importance.terms",
                    "`%s` is computed alone; leave `terms` at second"
                            .formatted(layerwise ? "method: layerwise" : "order")));
        }
    }

    private static void fisher(JsonNode importance, List<Problem> problems) {
        String criterion = importance.path("criterion").asText();
        boolean perImage = List.of("obd", "c-obd").contains(criterion) || SparseCriterion.isChita(criterion);
        if (perImage && importance.path("batchNorm").asText().equals("batch")) {
            problems.add(new Problem(
                    "$.importance.batchNorm",
                    "`%s` needs `running`: with a batch's own statistics an image has no gradient of its own"
                            .formatted(criterion)));
        }
    }

    private static void normalize(JsonNode normalize, List<Problem> problems) {
        int means = normalize.path("mean").size();
        int deviations = normalize.path("std").size();
        if (means != deviations) {
            problems.add(new Problem(
                    "$.data.normalize",
                    "`mean` has %d values and `std` %d; both want one per channel".formatted(means, deviations)));
        }
    }

    private static void rates(JsonNode optimizer, List<Problem> problems) {
        if (optimizer.path("schedule").asText().equals("cosine")
                && !optimizer.path("milestones").isEmpty()) {
            problems.add(new Problem(
                    "$.finetune.optimizer.milestones",
                    "a cosine has no milestones; leave them out or take `schedule: steps`"));
        }
    }

    private static void inOrder(String unit, JsonNode ratios, List<Problem> problems) {
        for (int i = 1; i < ratios.size(); i++) {
            double before = ratios.get(i - 1).doubleValue();
            double ratio = ratios.get(i).doubleValue();
            boolean rises = unit.equals(Target.SPARSITY);
            if (rises ? ratio <= before : ratio >= before) {
                problems.add(new Problem(
                        "$.prune.target.%s[%d]".formatted(unit, i),
                        "%s comes after %s; targets must %s"
                                .formatted(ratio, before, rises ? "rise, smallest first" : "fall, largest first")));
            }
        }
    }
}
