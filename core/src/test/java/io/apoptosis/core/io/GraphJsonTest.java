package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphJsonTest {
    private static final Graph SMALL = new Graph(
            "x",
            Shape.of(3, 8, 8),
            List.of(
                    new Node("bn", new BatchNorm2d(1e-5, 0.1), List.of("x"), Map.of("weight", "g", "bias", "b")),
                    new Node("relu", new Relu(), List.of("bn"), Map.of()),
                    new Node("sum", new Add(), List.of("bn", "relu"), Map.of())),
            "sum");

    static List<String> architectures() {
        return Architectures.names();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyArchitectureReadsBackAsItWas(String name) {
        Graph graph = Architectures.named(name, 10).graph();

        byte[] json = GraphJson.write(graph);

        assertThat(GraphJson.read(json)).isEqualTo(graph);
        assertThat(GraphJson.write(GraphJson.read(json))).isEqualTo(json);
    }

    @Test
    void anOperatorIsNamedByItsTypeAndAShapeIsAnArray() {
        String json = new String(GraphJson.write(SMALL), StandardCharsets.UTF_8).replaceAll("\\s", "");

        assertThat(json)
                .contains("\"inputShape\":[3,8,8]")
                .contains("\"operator\":{\"type\":\"BatchNorm2d\",\"epsilon\":1.0E-5,\"momentum\":0.1}")
                .contains("\"parameters\":{\"bias\":\"b\",\"weight\":\"g\"}");
    }

    @Test
    void everyOperatorHasAType() {
        assertThat(Operator.kinds()).allSatisfy(operator -> assertThat(operator).isFinal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Relu\" | \"java.lang.Runtime\" | java.lang.Runtime",
                "\"Relu\" | \"Swish\" | Swish",
                "\"Relu\" | 3 | type",
                "\"relu\" ] | \"nowhere\" ] | nowhere",
                "\"epsilon\" | \"eps\" | eps",
                "\"name\" : \"relu\" | \"name\" : null | name",
                "\"output\" : \"sum\" | \"output\" : \"none\" | none",
                "[ 3, 8, 8 ] | [ 3, -8, 8 ] | negative extent",
                "\"version\" : 1 | \"version\" : 2 | version 2"
            })
    void aGraphThatIsNoneIsRefusedSayingWhere(String from, String to, String reason) {
        String json = new String(GraphJson.write(SMALL), StandardCharsets.UTF_8);
        assertThat(json).contains(from);

        assertThatThrownBy(() -> GraphJson.read(json.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining(reason);
    }

    @Test
    void damagedGraphsAreReadOrRefusedButNothingElse() {
        byte[] whole = GraphJson.write(Architectures.named("resnet20", 10).graph());
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            byte[] mutated = Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length));
            if (mutated.length > 0) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                GraphJson.read(mutated);
            } catch (MalformedFile refused) {
                assertThat(refused).hasMessageContaining("the graph is");
            } catch (RuntimeException unexpected) {
                throw new AssertionError("mutation with seed " + seed, unexpected);
            }
        }
    }
}
