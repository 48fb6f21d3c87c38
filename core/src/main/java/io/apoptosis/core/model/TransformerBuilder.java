package io.apoptosis.core.model;

import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.MatMul;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Softmax;
import io.apoptosis.core.op.Transpose;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;

/** What transformers are made of beside their projections. */
record TransformerBuilder(GraphBuilder graph, double epsilon) {
    /** x/2 (1 + erf(x / sqrt 2)). */
    String gelu(String name, String x) {
        String erf = graph.node(name + ".erf", new Erf(), graph.node(name + ".in", new Affine(Math.sqrt(0.5), 0), x));
        return graph.node(name, new Mul(), x, graph.node(name + ".share", new Affine(0.5, 0.5), erf));
    }

    /**
     * One third of an attention, (N, tokens, width), head by head.
     *
     * @param order of batch, tokens, heads and what is in a head
     */
    String heads(String name, String from, int tokens, int width, int heads, List<Integer> order) {
        String apart = graph.node(name + ".heads", new Reshape(Shape.of(tokens, heads, width / heads)), from);
        return graph.node(name + ".order", new Transpose(order), apart);
    }

    /** softmax(q k / sqrt(width / heads)) v, heads side by side again: (N, tokens, width). */
    String attended(String name, String query, String key, String value, int tokens, int width, int heads) {
        String scaled = graph.node(name + ".scale", new Affine(Math.sqrt((double) heads / width), 0), query);
        String scores = graph.node(name + ".scores", new MatMul(), scaled, key);
        String weights = graph.node(name + ".softmax", new Softmax(3), scores);
        String mixed = graph.node(name + ".mixed", new MatMul(), weights, value);
        String back = graph.node(name + ".back", new Transpose(List.of(0, 2, 1, 3)), mixed);
        return graph.node(name + ".joined", new Reshape(Shape.of(tokens, width)), back);
    }

    String norm(String name, String from, int width) {
        return graph.layer(
                name,
                new LayerNorm(epsilon),
                Map.of("weight", name + ".weight", "bias", name + ".bias"),
                Map.of("weight", Shape.of(width), "bias", Shape.of(width)),
                from);
    }
}
