package io.apoptosis.core.laws;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Div;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Power;
import io.apoptosis.core.op.Sub;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same network with its layer norms written out so that mean and variance are taken over the channels that units leave: a mask alone
 * would count the zeros.
 */
final class KeptLayerNorms {
    private final Map<String, HostTensor> weights;
    private final List<Node> nodes = new ArrayList<>();

    private KeptLayerNorms(Network network) {
        weights = new HashMap<>(network.weights());
    }

    static Network in(Network network, List<Unit> units) {
        KeptLayerNorms rewriting = new KeptLayerNorms(network);
        for (Node node : network.graph().nodes()) {
            if (node.operator() instanceof LayerNorm norm) {
                rewriting.write(node, norm.epsilon(), kept(network, node, units));
            } else {
                rewriting.nodes.add(node);
            }
        }
        Graph graph = network.graph();
        return new Network(
                new Graph(graph.input(), graph.inputShape(), rewriting.nodes, graph.output()), rewriting.weights);
    }

    private static double[] kept(Network network, Node norm, List<Unit> units) {
        String weight = norm.parameters().get("weight");
        double[] kept = new double[network.weight(weight).size()];
        Arrays.fill(kept, 1);
        for (Unit unit : units) {
            int[] gone = unit.members().getOrDefault(AxisRef.parameter(weight, 0), new int[0]);
            Arrays.stream(gone).forEach(i -> kept[i] = 0);
        }
        return kept;
    }

    private void write(Node norm, double epsilon, double[] kept) {
        String name = norm.name();
        int width = kept.length;
        double count = Arrays.stream(kept).sum();
        double[] mean = new double[width * width];
        Arrays.setAll(mean, i -> kept[i % width] / count);
        weights.put(name + ".mean", HostTensor.of(Shape.of(width, width), mean));
        weights.put(name + ".kept", HostTensor.of(Shape.of(width), kept));
        String x = norm.inputs().get(0);
        add(name + "/mean", new Linear(), Map.of("weight", name + ".mean"), x);
        add(name + "/all", new Sub(), Map.of(), x, name + "/mean");
        add(name + "/centred", new Mul(), Map.of(Arithmetic.FIXED, name + ".kept"), name + "/all");
        add(name + "/squares", new Power(2), Map.of(), name + "/centred");
        add(name + "/variance", new Linear(), Map.of("weight", name + ".mean"), name + "/squares");
        add(name + "/positive", new Affine(1, epsilon), Map.of(), name + "/variance");
        add(name + "/deviation", new Power(0.5), Map.of(), name + "/positive");
        add(name + "/standard", new Div(), Map.of(), name + "/centred", name + "/deviation");
        add(
                name + "/scaled",
                new Mul(),
                Map.of(Arithmetic.FIXED, norm.parameters().get("weight")),
                name + "/standard");
        add(name, new Add(), Map.of(Arithmetic.FIXED, norm.parameters().get("bias")), name + "/scaled");
    }

    private void add(String name, Operator operator, Map<String, String> parameters, String... inputs) {
        nodes.add(new Node(name, operator, List.of(inputs), parameters));
    }
}
