package io.apoptosis.core.io;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.graph.Vocabulary;
import io.apoptosis.core.op.PythonLiteral;
import io.apoptosis.core.op.TorchNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network as plain PyTorch to read and to go on with: layers as wide as they are, a straight-line {@code forward}, and state-dict keys that
 * are the checkpoint's own names, so that it loads {@link TorchArchive}'s file with {@code strict=True}. Names come from files and appear only
 * as quoted strings.
 */
public final class TorchCode {
    private static final String PROGRAM = """
            \"""A network written by Apoptosis, in plain PyTorch.

                network = load()                        # the weights beside this file, ready for inference
                logits = network(torch.zeros(1, %s))    # %s
            \"""

            from pathlib import Path

            import torch
            import torch.nn.functional as F
            from torch import nn


            class Network(nn.Module):
                def __init__(self):
                    super().__init__()
            %s
                def forward(self, x):
                    at = self._at
            %s        return %s

                def _put(self, path, value):
                    \"""Keeps a layer, a parameter or a constant where the checkpoint's dotted name says.\"""
                    *parents, name = path.split(".")
                    owner = self
                    for parent in parents:
                        owner = owner._modules.setdefault(parent, nn.Module())
                    if isinstance(value, nn.Module):
                        owner._modules[name] = value
                    elif isinstance(value, nn.Parameter):
                        owner._parameters[name] = value
                    else:
                        owner._buffers[name] = value

                def _at(self, path):
                    *parents, name = path.split(".")
                    owner = self
                    for parent in parents:
                        owner = owner._modules[parent]
                    for kept in (owner._parameters, owner._buffers):
                        if name in kept:
                            return kept[name]
                    return owner._modules[name]


            def load(weights=Path(__file__).with_suffix(".pt")):
                network = Network()
                state = torch.load(weights, map_location="cpu", weights_only=True)
                network.load_state_dict(state, strict=True)
                return network.eval()
            """;

    private TorchCode() {}

    /** UTF-8; the same network gives the same bytes. */
    public static byte[] write(Network network) {
        Graph graph = network.graph();
        ShapeInference shapes = ShapeInference.of(network);
        TorchNames names = new TorchNames(graph);
        Registers registers = new Registers(graph);
        Map<String, String> kept = new LinkedHashMap<>();
        StringBuilder forward = new StringBuilder();
        for (Node node : graph.nodes()) {
            List<String> inputs = registers.read(node);
            TorchNode torch = new TorchCodeNode(node, shapes.operands(node), inputs, names, kept);
            String value = node.operator().torch(torch);
            forward.append("        %s = %s\n".formatted(registers.assign(node), value));
        }
        boolean tokens = Vocabulary.isReadBy(graph);
        String example = extents(graph) + (tokens ? ", dtype=torch.long" : "");
        String remark = tokens ? "token ids" : "images normalized as in training";
        return PROGRAM.formatted(example, remark, constructor(kept), forward, registers.variable(graph.output()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String constructor(Map<String, String> kept) {
        return kept.entrySet().stream()
                .map(entry -> "        self._put(" + PythonLiteral.of(entry.getKey()) + ", " + entry.getValue() + ")\n")
                .collect(Collectors.joining());
    }

    private static String extents(Graph graph) {
        return IntStream.of(graph.inputShape().dims()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }
}
