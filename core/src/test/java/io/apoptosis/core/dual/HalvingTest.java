package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HalvingTest {
    private static final int[] LABELS = {0, 1, 2, 1, 0, 2, 1};

    private final Network network = network();
    private final HostTensor images = RandomNetworks.normal(Shape.of(LABELS.length, 2, 5, 5), 1, new Random(3));
    private final ScoreVector plain = new ScoreGradient(network.graph(), Terms.SECOND, Normalization.RUNNING);

    @Test
    void scoresAreTheSameHoweverSmallTheMemory() {
        Map<String, HostTensor> whole = scores(plain);
        for (int most : new int[] {1, 2, 4, 7}) {
            Map<String, HostTensor> halved =
                    scores(new Halving(roomFor(most, new OutOfMemoryError("CUDA out of memory"))));
            assertThat(halved.keySet()).isEqualTo(whole.keySet());
            whole.forEach((name, v) ->
                    assertThat(halved.get(name).doubles()).as(name).containsExactly(v.doubles(), Offset.offset(1e-10)));
        }
    }

    @Test
    void theEnginesOwnWordsAreUnderstood() {
        scores(new Halving(roomFor(3, new IllegalStateException("DefaultCPUAllocator: can't allocate memory"))));
    }

    @Test
    void oneSampleThatDoesNotFitIsTheEnd() {
        assertThatThrownBy(() -> scores(new Halving(roomFor(0, new OutOfMemoryError("no")))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        assertThatThrownBy(() -> scores(new Halving(roomFor(4, new IllegalStateException("broken")))))
                .hasMessage("broken");
    }

    private BatchMeans roomFor(int most, Throwable otherwise) {
        return (scope, weights, batch, labels) -> {
            if (labels.length <= most) {
                return plain.of(scope, weights, batch, labels);
            }
            if (otherwise instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) otherwise;
        };
    }

    private Map<String, HostTensor> scores(BatchMeans vector) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            return vector.of(scope, Resident.weights(network, scope), images, LABELS);
        }
    }

    private static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(2, 5, 5));
        String body = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 2, 4, 3, 1), 4));
        String pooled = b.node("pool", new GlobalAvgPool(), body);
        return RandomNetworks.of(b.build(b.linear("fc", pooled, 4, 3)), 11);
    }
}
