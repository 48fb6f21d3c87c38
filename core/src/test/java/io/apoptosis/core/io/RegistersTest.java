package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistersTest {
    @Test
    void aChainKeepsItsVariable() {
        assertThat(variables(relu("a", "in"), relu("b", "a"))).containsExactly("x", "x");
    }

    @Test
    void aBranchTakesAnotherAndTheJoinTakesTheFirst() {
        Node join = new Node("join", new Add(), List.of("b", "in"), Map.of());

        assertThat(variables(relu("a", "in"), relu("b", "a"), join)).containsExactly("y", "y", "x");
    }

    @Test
    void aValueThatNobodyReadsTakesNothingAway() {
        assertThat(variables(relu("dead", "in"), relu("a", "in"))).containsExactly("y", "x");
    }

    @Test
    void thereAreMoreVariablesThanLetters() {
        List<Node> branches =
                IntStream.range(0, 7).mapToObj(i -> relu("r" + i, "in")).toList();
        Node join = new Node(
                "join", new Concat(0), branches.stream().map(Node::name).toList(), Map.of());
        Node last = new Node("last", new Add(), List.of("join", "in"), Map.of());

        assertThat(variables(
                        Stream.concat(branches.stream(), Stream.of(join, last)).toArray(Node[]::new)))
                .containsExactly("y", "z", "u", "v", "w", "v6", "v7", "y", "x");
    }

    private static Node relu(String name, String from) {
        return new Node(name, new Relu(), List.of(from), Map.of());
    }

    private static List<String> variables(Node... nodes) {
        Graph graph = new Graph("in", Shape.of(2), List.of(nodes), nodes[nodes.length - 1].name());
        Registers registers = new Registers(graph);
        return Stream.of(nodes).map(registers::assign).toList();
    }
}
