package io.apoptosis.core.model;

import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.tensor.Shape;
import java.util.Map;

/** What transformers are made of beside their projections. */
record TransformerBuilder(GraphBuilder graph, double epsilon) {
    /** x/2 (1 + erf(x / sqrt 2)). */
    String gelu(String name, String x) {
        String erf = graph.node(name + ".erf", new Erf(), graph.node(name + ".in", new Affine(Math.sqrt(0.5), 0), x));
        return graph.node(name, new Mul(), x, graph.node(name + ".share", new Affine(0.5, 0.5), erf));
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
