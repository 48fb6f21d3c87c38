package io.apoptosis.core.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What PyTorch made of a small network, as golden/finetune_pytorch.py wrote it down, and the same network here. */
final class FineTuningFixture {
    static final JsonNode GOLDEN = read();

    private FineTuningFixture() {}

    private static JsonNode read() {
        try (InputStream in = FineTuningFixture.class.getResourceAsStream("/golden/finetune_pytorch.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Network network() {
        return new Network(graph(), tensors(GOLDEN.at("/training/start")));
    }

    private static Graph graph() {
        GraphBuilder builder = new GraphBuilder(Shape.of(2, 6, 6));
        String x = builder.conv("conv1", builder.input(), 2, 4, 3, 1);
        x = builder.relu("relu1", builder.batchNorm("bn1", x, 4));
        x = builder.conv("conv2", x, 4, 5, new Window(3, 3, 2, 2, Padding.same(1), 1, 1), 1, true);
        x = builder.node("pool", new GlobalAvgPool(), builder.relu("relu2", x));
        return builder.build(builder.linear("fc", x, 5, 3)).graph();
    }

    static ImageSet images() {
        return new Images(tensor(GOLDEN.at("/training/input")), integers(GOLDEN.at("/training/labels")));
    }

    static FineTuning tuning(int batchSize, Set<String> augmentation) {
        JsonNode optimizer = GOLDEN.get("optimizer");
        return new FineTuning(
                batchSize,
                optimizer.get("lr").asDouble(),
                optimizer.get("momentum").asDouble(),
                optimizer.get("weight_decay").asDouble(),
                new RateSchedule.Steps(milestones()),
                augmentation,
                11);
    }

    static List<Integer> milestones() {
        return IntStream.of(integers(GOLDEN.get("milestones"))).boxed().toList();
    }

    static Map<String, HostTensor> tensors(JsonNode object) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        object.fields().forEachRemaining(entry -> tensors.put(entry.getKey(), tensor(entry.getValue())));
        return tensors;
    }

    private static HostTensor tensor(JsonNode node) {
        HostTensor wide = HostTensor.of(Shape.of(integers(node.get("shape"))), doubles(node.get("values")));
        return HostTensor.of(wide.shape(), wide.floats());
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static int[] integers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    /** Images that are in memory as they are. */
    record Images(HostTensor input, int[] labels) implements ImageSet {
        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public Shape sampleShape() {
            int[] dims = input.shape().dims();
            return Shape.of(dims[1], dims[2], dims[3]);
        }

        @Override
        public Batch batch(int[] indices) {
            List<Integer> chosen = new ArrayList<>();
            for (int index : indices) {
                chosen.add(labels[index]);
            }
            return new Batch(
                    input.select(0, indices),
                    chosen.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
