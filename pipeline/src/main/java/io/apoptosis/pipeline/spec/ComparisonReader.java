package io.apoptosis.pipeline.spec;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.apoptosis.pipeline.spec.ComparisonSpec.Contender;
import io.apoptosis.pipeline.spec.ComparisonSpec.Remedy;
import io.apoptosis.pipeline.spec.ComparisonSpec.Training;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.RepairSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a comparison. Each alternative is put into the base and read as a run, so that what is refused in a run is refused here,
 * in the same words; problems are told where the comparison has them.
 */
final class ComparisonReader {
    private static final TextNode NONE = TextNode.valueOf("none");

    private final ObjectNode tree;
    private final ObjectNode run;
    private final int threads;
    private final List<Problem> problems = new ArrayList<>();

    /** @param run the base; it needs no target where the comparison has targets */
    ComparisonReader(ObjectNode tree, ObjectNode run, int threads) {
        this.tree = tree;
        this.run = run.deepCopy();
        this.threads = threads;
    }

    ComparisonSpec named(String name) {
        run.put("name", name);
        boolean inTurn = tree.path("inTurn").booleanValue();
        Target targets = targets();
        setTarget(inTurn ? targets : new Target(targets.unit(), targets.ratios().subList(0, 1)));
        RunSpec base = read(run.deepCopy(), "$", "$.base");
        InvalidSpec.refuse(problems);
        List<Contender> criteria = each("criteria", run.path("importance"), this::contender);
        List<Remedy> repairs = each("repair", run.path("prune").path("repair"), this::remedy);
        List<Training> finetunings = each("finetune", run.path("finetune"), this::training);
        distinct("criteria", criteria.stream().map(Contender::label).toList());
        distinct("repair", repairs.stream().map(Remedy::label).toList());
        distinct("finetune", finetunings.stream().map(Training::label).toList());
        InvalidSpec.refuse(problems);
        return new ComparisonSpec(
                name, requireNonNull(base), criteria, targets, inTurn, repairs, finetunings, seeds(base.seed()));
    }

    private Target targets() {
        JsonNode targets =
                tree.has("targets") ? tree.get("targets") : run.path("prune").path("target");
        if (targets.size() != 1) {
            throw new InvalidSpec("$", "`targets` is missing; add for example  targets: { macs: [0.6, 0.4] }");
        }
        return Target.fromJson(targets);
    }

    private void setTarget(Target target) {
        if (!run.has("prune")) {
            run.putObject("prune");
        }
        if (run.get("prune") instanceof ObjectNode prune) {
            ArrayNode ratios = prune.putObject("target").putArray(target.unit());
            target.ratios().forEach(ratios::add);
        }
    }

    private @Nullable Contender contender(Alternative item) {
        ObjectNode part = item.shortFor("criterion").over(run.path("importance"));
        ObjectNode whole = run.deepCopy();
        whole.set("importance", part);
        RunSpec spec = read(whole, "$.importance", item.path());
        return spec == null ? null : new Contender(item.label(spec.importance().criterion()), spec.importance());
    }

    private @Nullable Remedy remedy(Alternative item) {
        ObjectNode whole = run.deepCopy();
        ObjectNode prune = (ObjectNode) whole.get("prune");
        prune.set("repair", item.value());
        RunSpec spec = read(whole, "$.prune.repair", item.path());
        PruneSpec pruning = spec == null ? null : spec.prune();
        RepairSpec repair = pruning == null ? null : pruning.repair();
        if (repair == null) {
            return null;
        }
        return new Remedy(item.label(repair.method()), repair.method().equals("none") ? null : repair);
    }

    private @Nullable Training training(Alternative item) {
        ObjectNode whole = run.deepCopy();
        whole.remove("finetune");
        if (item.value().isTextual()) {
            return new Training("none", null);
        }
        whole.set("finetune", item.over(run.path("finetune")));
        RunSpec spec = read(whole, "$.finetune", item.path());
        FinetuneSpec finetune = spec == null ? null : spec.finetune();
        return finetune == null ? null : new Training(item.label(described(finetune)), finetune);
    }

    private static String described(FinetuneSpec finetune) {
        return finetune.epochs()
                + (finetune.epochs() == 1 ? " epoch" : " epochs")
                + (finetune.distills() ? ", distilled" : "");
    }

    private List<Long> seeds(long otherwise) {
        List<Long> seeds = new ArrayList<>();
        tree.path("seeds").forEach(seed -> seeds.add(seed.longValue()));
        return seeds.isEmpty() ? List.of(otherwise) : seeds;
    }

    /** @param otherwise what the base has, the only alternative where the comparison lists none */
    private <T> List<T> each(String key, JsonNode otherwise, Function<Alternative, @Nullable T> read) {
        List<T> alternatives = new ArrayList<>();
        JsonNode list = tree.path(key);
        if (list.isMissingNode()) {
            list = JsonNodeFactory.instance.arrayNode().add(otherwise.isMissingNode() ? NONE : otherwise);
        }
        for (int i = 0; i < list.size(); i++) {
            T alternative = read.apply(Alternative.of("$." + key + "[" + i + "]", list.get(i)));
            if (alternative != null) {
                alternatives.add(alternative);
            }
        }
        return alternatives;
    }

    private void distinct(String key, List<String> labels) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            Integer before = first.putIfAbsent(labels.get(i), i);
            if (before != null) {
                problems.add(new Problem(
                        "$.%s[%d]".formatted(key, i),
                        "would be called `%s` as [%d] is; give it a `label` of its own"
                                .formatted(labels.get(i), before)));
            }
        }
    }

    /** Null where it can't be run; why not is then among the problems. */
    private @Nullable RunSpec read(ObjectNode whole, String from, String to) {
        try {
            return RunSpecs.read(whole, "", threads);
        } catch (InvalidSpec invalid) {
            for (Problem problem : invalid.problems()) {
                problems.add(new Problem(moved(problem.path(), from, to), problem.message()));
            }
            return null;
        }
    }

    private static String moved(String path, String from, String to) {
        String target = "$.prune.target";
        if (path.startsWith(target)) {
            return "$.targets" + path.substring(target.length());
        }
        return path.startsWith(from) ? to + path.substring(from.length()) : path;
    }
}
