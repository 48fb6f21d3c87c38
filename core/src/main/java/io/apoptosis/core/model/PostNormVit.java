package io.apoptosis.core.model;

import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.op.Token;
import io.apoptosis.core.op.Transpose;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * A small vision transformer for 32x32 images with the norms behind the sums, x = LN(x + f(x)), as in Vaswani et al. (2017): 4 blocks of width
 * 128, 4 heads, 64 patches of 4x4 and a class token. Names of github.com/FenrisWulven/Normalising-Flow-DNN, their spelling included.
 */
final class PostNormVit {
    private static final int PATCH = 4;
    private static final int GRID = 32 / PATCH;
    private static final int TOKENS = 1 + GRID * GRID;
    private static final int WIDTH = 128;
    private static final int HEADS = 4;
    private static final int BLOCKS = 4;
    private static final double EPSILON = 1e-5;

    private final TransformerBuilder builder = new TransformerBuilder(new GraphBuilder(Shape.of(3, 32, 32)), EPSILON);
    private final GraphBuilder graph = builder.graph();

    static Architecture build(int classes) {
        return new PostNormVit().network(classes);
    }

    private Architecture network(int classes) {
        String token = parameter("cls_token", new Token(), Shape.of(1, 1, WIDTH), graph.input());
        String x = graph.node("tokens", new Concat(1), token, patches());
        x = parameter("positional_embedding", new Add(), Shape.of(1, TOKENS, WIDTH), x);
        for (int block = 0; block < BLOCKS; block++) {
            x = block("transformer_blocks." + block, x);
        }
        x = graph.node("representation", new Reshape(Shape.of(WIDTH)), graph.node("first", new Slice(1, 0, 1, 1), x));
        return graph.build(graph.linear("classifier", x, WIDTH, classes));
    }

    /** Each patch's pixels as one vector, channel by channel. */
    private String patches() {
        String apart = graph.node("rows", new Reshape(Shape.of(3, GRID, PATCH, GRID, PATCH)), graph.input());
        String order = graph.node("grid", new Transpose(List.of(0, 2, 4, 1, 3, 5)), apart);
        String flat = graph.node("patches", new Reshape(Shape.of(GRID * GRID, 3 * PATCH * PATCH)), order);
        return graph.linear("to_patch_embedding.1", flat, 3 * PATCH * PATCH, WIDTH);
    }

    private String block(String name, String from) {
        String sum = graph.add(name + ".add1", from, attention(name + ".attention", from));
        String x = builder.norm(name + ".layernorm1", sum, WIDTH);
        String hidden = graph.linear(name + ".fc.1", builder.norm(name + ".fc.0", x, WIDTH), WIDTH, 4 * WIDTH);
        String out = graph.linear(name + ".fc.3", builder.gelu(name + ".fc.2", hidden), 4 * WIDTH, WIDTH);
        return builder.norm(name + ".layernorm2", graph.add(name + ".add2", x, out), WIDTH);
    }

    private String attention(String name, String from) {
        String query = heads(name + ".q_projection", from, List.of(0, 2, 1, 3));
        String key = heads(name + ".k_projection", from, List.of(0, 2, 3, 1));
        String value = heads(name + ".v_projeciton", from, List.of(0, 2, 1, 3));
        String joined = builder.attended(name, query, key, value, TOKENS, WIDTH, HEADS);
        return graph.linear(name + ".o_projection", joined, WIDTH, WIDTH);
    }

    private String heads(String name, String from, List<Integer> order) {
        Map<String, String> names = Map.of("weight", name + ".weight");
        String all = graph.layer(name, new Linear(), names, Map.of("weight", Shape.of(WIDTH, WIDTH)), from);
        return builder.heads(name, all, TOKENS, WIDTH, HEADS, order);
    }

    private String parameter(String name, Operator operator, Shape shape, String from) {
        return graph.layer(
                name + ".node", operator, Map.of(Arithmetic.TRAINED, name), Map.of(Arithmetic.TRAINED, shape), from);
    }
}
