package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.core.sparse.SparseCriterion;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.ArrayList;
import java.util.List;

/** Single weights or whole channels: the target decides, and what only means something to the other is refused. Reads a tree with its defaults. */
final class Unstructured {
    private static final double MAX_RATIO = 0.95;

    private Unstructured() {}

    static List<Problem> problems(JsonNode spec) {
        JsonNode prune = spec.path("prune");
        boolean sparse = prune.path("target").has(Target.SPARSITY);
        return sparse ? ofWeights(spec, prune, spec.path("importance")) : ofChannels(spec.path("importance"));
    }

    private static List<Problem> ofWeights(JsonNode spec, JsonNode prune, JsonNode importance) {
        List<Problem> problems = new ArrayList<>();
        String criterion = importance.path("criterion").asText();
        if (!SparseCriterion.NAMES.contains(criterion)) {
            problems.add(new Problem("$.importance.criterion", unranked(criterion)));
        }
        boolean oneStage = prune.path("iterations").asInt() == 1
                && prune.path("target").path(Target.SPARSITY).size() <= 1;
        if (criterion.equals(SparseCriterion.CHITA_IN_STAGES) && oneStage) {
            problems.add(
                    new Problem(
                            "$.prune.iterations",
                            "`chita++` is `chita` in several stages, one for each iteration; give more than 1, or take `chita`"));
        }
        refuse(problems, prune.path("roundTo").asInt(1) != 1, "$.prune.roundTo", "rounds channel counts");
        refuse(
                problems,
                prune.path("maxRatioPerGroup").asDouble(MAX_RATIO) != MAX_RATIO,
                "$.prune.maxRatioPerGroup",
                "limits coupled groups of channels");
        refuse(
                problems,
                !importance.path("reduction").asText("mean").equals("mean"),
                "$.importance.reduction",
                "reduces over coupled channels");
        refuse(problems, importance.has("gates"), "$.importance.gates", "is about channels");
        refuse(problems, spec.path("model").has("heads"), "$.model.heads", "is about attention's heads");
        if (spec.has("latency")) {
            problems.add(
                    new Problem(
                            "$.latency",
                            "a target of sparsity puts zeros in place, which take as long as any other weight; leave `latency` out"));
        }
        JsonNode skip = prune.path("skip");
        for (int i = 0; i < skip.size(); i++) {
            refuse(
                    problems,
                    skip.get(i).asText().matches(".*:(in|out)"),
                    "$.prune.skip[%d]".formatted(i),
                    "names a side of a layer; its name alone keeps its weights");
        }
        return problems;
    }

    private static String unranked(String criterion) {
        String known = String.join(", ", SparseCriterion.NAMES);
        return criterion.equals("apoptosis")
                ? "`apoptosis` chooses channels by a matrix over all of them; over single weights it would take terabytes "
                        + "(ResNet-20: 0.27 million squared, 0.6 TB). Take `chita`, which models the same loss by rows of gradients, or "
                        + "`weight` with `repair: leastSquares`, the layer by layer counterpart; known: " + known
                : "`%s` ranks no single weights, which a target of sparsity needs; known: %s"
                        .formatted(criterion, known);
    }

    private static List<Problem> ofChannels(JsonNode importance) {
        List<Problem> problems = new ArrayList<>();
        String criterion = importance.path("criterion").asText();
        if (SparseCriterion.isChita(criterion)) {
            problems.add(new Problem(
                    "$.importance.criterion",
                    "`%s` chooses single weights; give a target of sparsity, for example  target: { sparsity: 0.9 }"
                            .formatted(criterion)));
        }
        for (String key : List.of("chita", "magnitude")) {
            if (importance.has(key)) {
                problems.add(new Problem(
                        "$.importance." + key, "`%s` is about single weights, a target of sparsity".formatted(key)));
            }
        }
        return problems;
    }

    private static void refuse(List<Problem> problems, boolean broken, String path, String why) {
        if (broken) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            problems.add(new Problem(
                    path, "`%s` %s; a target of sparsity has no use for it: leave it out".formatted(key, why)));
        }
    }
}
