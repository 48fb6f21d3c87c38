package io.apoptosis.core.model;

import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.op.Token;
import io.apoptosis.core.op.Transpose;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.List;
import java.util.Map;

/** The vision transformers of Dosovitskiy et al. (2021), section 3.1, of the sizes of table 1 for 224x224 images, or smaller. */
final class VisionTransformer {
    private static final Shape IMAGE_NET = Shape.of(3, 224, 224);
    private static final Shape FASHION_MNIST = Shape.of(1, 28, 28);
    private static final double EPSILON = 1e-6;
    private static final String TOKEN = Arithmetic.TRAINED;

    private final GraphBuilder builder;
    private final TransformerBuilder parts;
    private final VitNames names;
    private final int channels;
    private final int patch;
    private final int width;
    private final int heads;
    private final int tokens;

    private VisionTransformer(VitNames names, Shape image, int patch, int width, int heads) {
        this.builder = new GraphBuilder(image);
        this.parts = new TransformerBuilder(builder, EPSILON);
        this.names = names;
        this.channels = image.dim(0);
        this.patch = patch;
        this.width = width;
        this.heads = heads;
        this.tokens = 1 + (image.dim(1) / patch) * (image.dim(2) / patch);
    }

    static Architecture build(VitNames names, int classes, int patch, int layers, int width, int heads) {
        return new VisionTransformer(names, IMAGE_NET, patch, width, heads).network(classes, layers);
    }

    /** Six layers of width 64 over sixteen patches of grey 28x28 images: small enough to be trained on two cores in minutes. */
    static Architecture fashionMnist(int classes) {
        return new VisionTransformer(VitNames.TIMM, FASHION_MNIST, 7, 64, 4).network(classes, 6);
    }

    private Architecture network(int classes, int layers) {
        Window window = Window.square(patch, patch, 0);
        String x = builder.conv(names.patches(), builder.input(), channels, width, window, 1, true);
        x = builder.node("patches", new Reshape(Shape.of(width, tokens - 1)), x);
        x = builder.node("sequence", new Transpose(List.of(0, 2, 1)), x);
        String token = builder.layer(
                "class",
                new Token(),
                Map.of(TOKEN, names.token()),
                Map.of(TOKEN, Shape.of(1, 1, width)),
                builder.input());
        x = builder.node("tokens", new Concat(1), token, x);
        x = builder.layer(
                names.positionNode(),
                new Add(),
                Map.of(TOKEN, names.position()),
                Map.of(TOKEN, Shape.of(1, tokens, width)),
                x);
        for (int layer = 0; layer < layers; layer++) {
            x = block(names.block() + layer, x);
        }
        x = builder.node("first", new Slice(1, 0, 1, 1), parts.norm(names.norm(), x, width));
        x = builder.node("representation", new Reshape(Shape.of(width)), x);
        return builder.build(builder.linear(names.head(), x, width, classes));
    }

    private String block(String name, String from) {
        String attended = attention(name + names.attention(), parts.norm(name + names.normBefore(), from, width));
        String x = builder.add(name + ".add_1", from, attended);
        String normed = parts.norm(name + names.normBetween(), x, width);
        String hidden =
                parts.gelu(name + names.activation(), builder.linear(name + names.hidden(), normed, width, 4 * width));
        return builder.add(name + ".add_2", x, builder.linear(name + names.narrow(), hidden, 4 * width, width));
    }

    /** One projection for query, key and value, one behind the other. */
    private String attention(String name, String from) {
        String all = builder.layer(
                name + names.projections(),
                new Linear(),
                Map.of("weight", name + names.projectionsWeight(), "bias", name + names.projectionsBias()),
                Map.of("weight", Shape.of(3 * width, width), "bias", Shape.of(3 * width)),
                from);
        String query = heads(name + ".query", all, 0, List.of(0, 2, 1, 3));
        String key = heads(name + ".key", all, 1, List.of(0, 2, 3, 1));
        String value = heads(name + ".value", all, 2, List.of(0, 2, 1, 3));
        String joined = parts.attended(name, query, key, value, tokens, width, heads);
        return builder.linear(name + names.output(), joined, width, width);
    }

    private String heads(String name, String all, int third, List<Integer> order) {
        String part = builder.node(name, new Slice(2, third * width, (third + 1) * width, 1), all);
        return parts.heads(name, part, tokens, width, heads, order);
    }
}
