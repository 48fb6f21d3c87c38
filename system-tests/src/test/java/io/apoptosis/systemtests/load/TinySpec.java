package io.apoptosis.systemtests.load;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** As little work as a run can be: images of 6x6 and a network of two layers. */
public final class TinySpec {
    private TinySpec() {}

    /** @param folder for model and images */
    static RunSpec in(Path folder) throws IOException {
        return in(folder, 16, "{ criterion: weight, batches: 1, batchSize: 8, shards: 1 }");
    }

    /** @param importance as a specification has it */
    public static RunSpec in(Path folder, int count, String importance) throws IOException {
        Network network = network();
        Path graph = Files.write(folder.resolve("tiny.json"), GraphJson.write(network.graph()));
        Path weights = Files.write(folder.resolve("tiny.safetensors"), SafeTensors.write(network.weights(), Map.of()));
        Path images = Files.write(folder.resolve("images.safetensors"), images(count));
        String yaml = """
                name: tiny
                model: { graph: "%s", weights: "%s", classes: 2 }
                data: { train: { tensors: "%s" }, test: { tensors: "%s" } }
                importance: %s
                prune: { target: { macs: 0.6 }, iterations: 1 }
                seed: 7
                threads: 1
                """.formatted(graph, weights, images, images, importance);
        return RunSpecs.parse(yaml, "tiny.yaml");
    }

    private static Network network() {
        GraphBuilder builder = new GraphBuilder(Shape.of(1, 6, 6));
        String body = builder.relu("relu", builder.conv("conv", builder.input(), 1, 8, 3, 1));
        String pooled = builder.node("pool", new GlobalAvgPool(), body);
        return RandomNetworks.of(builder.build(builder.linear("fc", pooled, 8, 2)), 1);
    }

    private static byte[] images(int count) {
        HostTensor input = RandomNetworks.normal(Shape.of(count, 1, 6, 6), 1, new Random(2));
        long[] labels = IntStream.range(0, count).mapToLong(i -> i % 2).toArray();
        return SafeTensors.write(Map.of("input", input, "labels", HostTensor.of(Shape.of(count), labels)), Map.of());
    }
}
