package io.apoptosis.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Embedding;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final Network NUMBERS = new Network(
            new Graph("x", Shape.of(4), List.of(new Node("relu", new Relu(), List.of("x"), Map.of())), "relu"),
            Map.of());

    /** Two tables for the same ids, of 7 and of 5 rows. */
    private static final Network IDS = new Network(
            new Graph(
                    "x",
                    Shape.of(4),
                    List.of(
                            new Node("a", new Embedding(), List.of("x"), Map.of("weight", "a.weight")),
                            new Node("b", new Embedding(), List.of("x"), Map.of("weight", "b.weight")),
                            new Node("sum", new Add(), List.of("a", "b"), Map.of())),
                    "sum"),
            Map.of("a.weight", table(7), "b.weight", table(5)));

    private static HostTensor table(int rows) {
        return HostTensor.zeros(DType.FLOAT32, Shape.of(rows, 3));
    }

    @Test
    void theSmallestTableSaysWhichIdsThereAre() {
        assertThat(Vocabulary.of(IDS)).hasValue(5);
        assertThat(Vocabulary.of(NUMBERS)).isEmpty();
        assertThat(Vocabulary.isReadBy(IDS.graph())).isTrue();
        assertThat(Vocabulary.isReadBy(NUMBERS.graph())).isFalse();
    }

    @Test
    void samplesAreOfTheKindAndTheRangeThatTheNetworkReads() {
        assertThat(Vocabulary.misfit(IDS, 5)).isEmpty();
        assertThat(Vocabulary.misfit(NUMBERS, 0)).isEmpty();
        assertThat(Vocabulary.misfit(IDS, 6))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("the token id 5").contains("5 rows (ids 0 to 4)"));
        assertThat(Vocabulary.misfit(IDS, 0))
                .hasValue("the network reads token ids (integers), the data set holds numbers");
        assertThat(Vocabulary.misfit(NUMBERS, 3))
                .hasValue("the network reads numbers, the data set holds token ids (integers)");
    }
}
