package io.apoptosis.core.io;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Linear layers in a row whose names want to be code, to leave their string, or to be what PyTorch's modules have already. */
final class HostileNames {
    static final Shape INPUT = Shape.of(2);

    private static final List<String> PATHS = List.of(
            "\"); import os; os.system(\"touch hacked\"); (\"",
            "'''\"\"\"\n\r\u2028raise SystemExit(1)\n",
            "back\\slash\\",
            "\u0000\u202e\ud83d\ude08",
            "{0}%s%n",
            "a..b",
            "a",
            "",
            ".",
            "training",
            "type.forward",
            "_modules.weight");

    private HostileNames() {}

    static Network network() {
        List<Node> nodes = new ArrayList<>();
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        String last = "input";
        for (String path : PATHS) {
            Map<String, String> parameters = Map.of("weight", path + ".weight", "bias", path + ".bias");
            weights.put(path + ".weight", HostTensor.of(Shape.of(2, 2), 1f, 0.5f, -0.5f, 1f));
            weights.put(path + ".bias", HostTensor.of(Shape.of(2), 0.1f, 0.2f));
            nodes.add(new Node("node " + path, new Linear(), List.of(last), parameters));
            last = "node " + path;
        }
        weights.put("a.b", HostTensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
        nodes.add(new Node("end", new Linear(), List.of(last), Map.of("weight", "a.b")));
        return new Network(new Graph("input", INPUT, nodes, "end"), weights);
    }
}
