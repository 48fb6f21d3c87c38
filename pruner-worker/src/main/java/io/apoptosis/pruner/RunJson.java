package io.apoptosis.pruner;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.Vocabulary;
import io.apoptosis.core.latency.Latency;
import io.apoptosis.core.report.Histogram;
import io.apoptosis.core.report.RunReport;
import io.apoptosis.core.report.RunReport.Layer;
import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Timed;
import io.apoptosis.core.report.RunReport.Times;
import io.apoptosis.core.report.RunReport.Timing;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.StepTimes;
import io.apoptosis.pipeline.spec.RunSpec.LatencySpec;
import io.apoptosis.pruner.Latencies.Compared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** run.json, as far as the report is made from it. */
record RunJson(
        String name,
        JsonNode spec,
        Measurement dense,
        List<RunView.Step> steps,
        @JsonProperty("final") Measurement result,
        @Nullable Compared latency) {
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    RunJson with(@Nullable Compared measured) {
        return new RunJson(name, spec, dense, steps, result, measured);
    }

    /** For people, who read it too. */
    byte[] pretty(Object view) {
        try {
            ObjectNode json = PRETTY.valueToTree(view);
            if (latency != null) {
                json.set("latency", PRETTY.valueToTree(latency));
            }
            return PRETTY.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the run's view has no JSON form", e);
        }
    }

    RunReport report(
            Network denseNetwork,
            Network network,
            List<Histogram> importance,
            String engine,
            Map<String, ObjectRef> files) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("engine", engine);
        versions.put("Java", System.getProperty("java.version"));
        Map<String, String> checksums = new LinkedHashMap<>();
        files.forEach((file, object) -> checksums.put(file, object.sha256()));
        return new RunReport(
                name,
                measured(dense),
                steps.stream().map(RunJson::step).toList(),
                measured(result),
                Arrays.stream(network.graph().inputShape().dims()).boxed().toList(),
                Vocabulary.isReadBy(network.graph()),
                importance,
                result.sparsity() == null ? layers(denseNetwork, network) : weights(network),
                spec.toPrettyString(),
                versions,
                checksums,
                latency == null ? null : timing(latency));
    }

    private static Timing timing(Compared latency) {
        LatencySpec how = latency.measured();
        return new Timing(timed(latency.dense()), timed(latency.result()), how.batch(), how.threads(), how.rounds());
    }

    private static Timed timed(Latency latency) {
        return new Timed(latency.median(), latency.p95());
    }

    private static RunReport.Step step(RunView.Step step) {
        return new RunReport.Step(
                step.step(),
                step.targetRatio(),
                Objects.requireNonNull(step.accuracyAfterPruning()),
                step.accuracyAfterRepair(),
                new Measured(
                        Objects.requireNonNull(step.accuracy()),
                        Objects.requireNonNull(step.loss()),
                        Objects.requireNonNull(step.macs()),
                        Objects.requireNonNull(step.parameters()),
                        step.sparsity()),
                step.seconds(),
                step.epochs().stream()
                        .map(epoch -> new RunReport.Epoch(epoch.accuracy()))
                        .toList(),
                times(step.times()));
    }

    private static @Nullable Times times(StepTimes.@Nullable Split split) {
        return split == null ? null : new Times(split.tensors(), split.store(), split.other(), split.waiting());
    }

    private static Measured measured(Measurement measurement) {
        return new Measured(
                measurement.accuracy(),
                measurement.loss(),
                measurement.macs(),
                measurement.parameters(),
                measurement.sparsity());
    }

    /** Single weights of every layer that can lose them. */
    private static List<Layer> weights(Network network) {
        SparseWeights weights = SparseWeights.of(network);
        Map<String, Double> sparsity = weights.sparsityPerLayer(network);
        List<Layer> layers = new ArrayList<>();
        weights.layers().forEach((name, layer) -> {
            int size = network.weight(name).size();
            layers.add(new Layer(layer, size, (int) Math.round(size * (1 - sparsity.getOrDefault(layer, 0.0)))));
        });
        return layers;
    }

    /** Output channels of every layer with a weight matrix or kernel. */
    private static List<Layer> layers(Network before, Network after) {
        List<Layer> layers = new ArrayList<>();
        for (Node node : after.graph().nodes()) {
            String weight = node.parameters().get("weight");
            if (weight != null && after.weight(weight).shape().rank() > 1) {
                layers.add(new Layer(
                        node.name(),
                        before.weight(weight).shape().dim(0),
                        after.weight(weight).shape().dim(0)));
            }
        }
        return layers;
    }
}
