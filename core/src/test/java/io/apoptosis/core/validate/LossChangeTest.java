package io.apoptosis.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.Evaluator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossChangeTest {
    private static final HostTensor INPUT = RandomNetworks.normal(Shape.of(10, 3, 6, 6), 1, new Random(2));
    private static final int[] LABELS = {0, 1, 2, 3, 0, 1, 2, 3, 3, 1};

    private final DjlEngine engine = new DjlEngine();
    private final Network network = network();
    private final List<Group> groups = Groups.of(network, Set.of());
    private final Map<String, double[]> changes =
            new LossChange(engine, network, groups).over(images(), 10, 4, Progress.NONE);

    /** Inner channels and channels of the residual stream, against the network with the unit really gone. */
    @Test
    void shouldBeWhatRemovingTheUnitDoes() {
        double whole = loss(network);
        for (Group group : groups) {
            for (int i = 0; i < group.units().size(); i++) {
                Network cut = Cut.remove(network, List.of(group.units().get(i)));
                assertThat(changes.get(group.name())[i]).isCloseTo(loss(cut) - whole, within(1e-5));
            }
        }
    }

    @Test
    void shouldAgreeWithItselfAndDisagreeWithItsOpposite() {
        Agreement with = Agreement.of("truth", groups, scores(), Reduction.MEAN, truth(1));
        Agreement against = Agreement.of("opposite", groups, scores(), Reduction.MEAN, truth(-1));
        assertThat(with.perLayer()).isCloseTo(1, within(1e-12));
        assertThat(with.overall()).containsEntry("none", 1.0).containsKeys("max", "standardization", "l2", "mean");
        assertThat(with.overall().get("max")).isLessThan(1);
        assertThat(against.perLayer()).isCloseTo(-1, within(1e-12));
    }

    /** In the stream's norm 1 to 6, in the inner norm 7 to 14. */
    private AxisScores scores() {
        Map<String, HostTensor> sums = new LinkedHashMap<>();
        sums.put("bn1.weight", HostTensor.of(Shape.of(6), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
        sums.put("bn2.weight", HostTensor.of(Shape.of(8), 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0));
        return AxisScores.of(network, new ElementScores(sums, 1));
    }

    private Map<String, double[]> truth(double sign) {
        Map<String, double[]> truth = new LinkedHashMap<>();
        groups.forEach(group -> truth.put(
                group.name(),
                Arrays.stream(scores().of(group, Reduction.MEAN))
                        .map(score -> sign * score)
                        .toArray()));
        return truth;
    }

    private double loss(Network of) {
        return Evaluator.evaluate(engine, of, images(), 10, Progress.NONE).loss();
    }

    private static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 6, 6));
        String stem = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 3, 6, 3, 1), 6));
        String inner = b.relu("r2", b.batchNorm("bn2", b.conv("conv2", stem, 6, 8, 3, 1), 8));
        String join = b.add("join", b.batchNorm("bn3", b.conv("conv3", inner, 8, 6, 3, 1), 6), stem);
        String pooled = b.node("pool", new GlobalAvgPool(), b.relu("r3", join));
        return RandomNetworks.of(b.build(b.linear("fc", pooled, 6, 4)), 5);
    }

    private static ImageSet images() {
        return new ImageSet() {
            @Override
            public int size() {
                return LABELS.length;
            }

            @Override
            public Shape sampleShape() {
                return Shape.of(3, 6, 6);
            }

            @Override
            public int[] labels() {
                return LABELS;
            }

            @Override
            public Batch batch(int[] indices) {
                return new Batch(
                        INPUT.select(0, indices),
                        Arrays.stream(indices).map(i -> LABELS[i]).toArray());
            }
        };
    }
}
