package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A layer as a matrix product: per group of channels, columns of what a row of its weight is multiplied with, one column per sample and
 * output position.
 */
record LayerRows(int groups, Window window, boolean spatial) {
    private static final Window POINT = Window.square(1, 1, 0);

    static LayerRows of(Node layer) {
        return layer.operator() instanceof Conv2d conv
                ? new LayerRows(conv.groups(), conv.window(), true)
                : new LayerRows(1, POINT, false);
    }

    /** The axis along which a value of the given rank holds channels, or a linear layer's features. */
    int channels(int rank) {
        return spatial ? 1 : rank - 1;
    }

    /** What the layer reads (N, C, H, W) or (N, …, C), as (C/groups x kh x kw, columns) for each group. */
    List<Tensor> features(Scope scope, HostTensor x) {
        List<Tensor> features = new ArrayList<>();
        int width = x.shape().dim(channels(x.shape().rank())) / groups;
        for (Tensor part : parts(scope, scope.of(x), width)) {
            features.add(spatial ? patches(scope, part) : columns(scope, part, width));
        }
        return features;
    }

    /** What the layer gives, or should give, as (O/groups, columns) for each group. */
    List<Tensor> outputs(Scope scope, HostTensor y) {
        List<Tensor> outputs = new ArrayList<>();
        int width = y.shape().dim(channels(y.shape().rank())) / groups;
        for (Tensor part : parts(scope, scope.of(y), width)) {
            outputs.add(columns(scope, spatial ? scope.transpose(part, 0, 2, 3, 1) : part, width));
        }
        return outputs;
    }

    /**
     * For each group the sums of what the layer should give from what it reads, over all batches.
     *
     * @param weight the layer's
     * @param exact float64
     */
    List<NormalEquations> equations(
            Shape weight, int batches, Scope exact, IntFunction<HostTensor> read, IntFunction<HostTensor> wanted) {
        List<NormalEquations> equations = IntStream.range(0, groups)
                .mapToObj(g -> new NormalEquations(weight.inner(0), weight.dim(0) / groups))
                .toList();
        for (int b = 0; b < batches; b++) {
            try (Scope scope = exact.child()) {
                List<Tensor> x = features(scope, read.apply(b));
                List<Tensor> t = outputs(scope, wanted.apply(b));
                for (int g = 0; g < groups; g++) {
                    equations.get(g).add(scope, x.get(g), t.get(g));
                }
            }
        }
        return equations;
    }

    /** (…, width) to (width, columns). */
    private static Tensor columns(Scope scope, Tensor x, int width) {
        int columns = Math.toIntExact(x.shape().size() / width);
        return scope.transpose(scope.reshape(x, Shape.of(columns, width)), 1, 0);
    }

    private List<Tensor> parts(Scope scope, Tensor x, int width) {
        if (groups == 1) {
            return List.of(x);
        }
        int[] extents = new int[groups];
        Arrays.fill(extents, width);
        return scope.split(x, 1, extents);
    }

    /** (N, C, H, W) to (C x kh x kw, N x Ho x Wo), in the order of a weight's elements. */
    private Tensor patches(Scope scope, Tensor x) {
        Padding padding = window.padding();
        Tensor padded = scope.pad(scope.pad(x, 2, padding.top(), padding.bottom()), 3, padding.left(), padding.right());
        int samples = x.shape().dim(0);
        int channels = x.shape().dim(1);
        int height = window.outH(x.shape().dim(2));
        int width = window.outW(x.shape().dim(3));
        List<Tensor> shifted = new ArrayList<>();
        for (int i = 0; i < window.kernelH(); i++) {
            Tensor rows = positions(scope, padded, 2, i * window.dilationH(), height, window.strideH());
            for (int j = 0; j < window.kernelW(); j++) {
                Tensor pixels = positions(scope, rows, 3, j * window.dilationW(), width, window.strideW());
                shifted.add(scope.reshape(pixels, Shape.of(samples, channels, 1, height, width)));
            }
        }
        Tensor stacked = scope.transpose(scope.concat(shifted, 2), 1, 2, 0, 3, 4);
        return scope.reshape(stacked, Shape.of(channels * shifted.size(), samples * height * width));
    }

    private static Tensor positions(Scope scope, Tensor x, int axis, int begin, int count, int stride) {
        return scope.slice(x, axis, begin, begin + (count - 1) * stride + 1, stride);
    }
}
