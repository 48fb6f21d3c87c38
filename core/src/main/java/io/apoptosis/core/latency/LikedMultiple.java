package io.apoptosis.core.latency;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Projection;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The multiple of channels that a machine is fast at: the costliest layer is measured with about three quarters of its channels, a multiple of
 * 1, 2, 4, 8 and 16 each and of no more, and the smallest multiple is taken whose time per multiply-accumulate is within a twentieth of the
 * best.
 */
public final class LikedMultiple {
    private static final int[] MULTIPLES = {1, 2, 4, 8, 16};
    private static final double NEARLY = 1.05;

    private LikedMultiple() {}

    /** 1 where no layer is wide enough to tell. */
    public static int measure(Network network, LatencyMeter meter, Progress progress) {
        ShapeInference shapes = ShapeInference.of(network);
        Optional<Node> costliest = network.graph().nodes().stream()
                .filter(node -> isWide(network, node))
                .max(Comparator.comparingLong(node -> node.operator().macs(shapes.operands(node))));
        if (costliest.isEmpty()) {
            return 1;
        }
        Network layer = LayerTimes.alone(network, costliest.get(), shapes);
        List<byte[]> models = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int multiple : MULTIPLES) {
            int width = width(channels(layer), multiple);
            widths.add(width);
            models.add(OnnxModel.write(narrowed(layer, width)));
        }
        List<Latency> latencies = meter.measure(models, progress);
        return smallest(widths, latencies.stream().map(Latency::median).toList());
    }

    /** The largest multiple of exactly this power of two up to three quarters. */
    static int width(int channels, int multiple) {
        int width = channels * 3 / 4 / multiple * multiple;
        return width / multiple % 2 == 0 ? width - multiple : width;
    }

    static int smallest(List<Integer> widths, List<Double> milliseconds) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < widths.size(); i++) {
            best = Math.min(best, milliseconds.get(i) / widths.get(i));
        }
        for (int i = 0; i < widths.size(); i++) {
            if (milliseconds.get(i) / widths.get(i) <= NEARLY * best) {
                return MULTIPLES[i];
            }
        }
        return 1;
    }

    private static boolean isWide(Network network, Node node) {
        Operator operator = node.operator();
        boolean layer = operator instanceof Conv2d convolution && convolution.groups() == 1
                || operator instanceof Linear
                || operator instanceof Projection;
        int widest = MULTIPLES[MULTIPLES.length - 1];
        return layer && output(network, node) >= 4 * widest;
    }

    private static int output(Network network, Node node) {
        Shape weight =
                network.weight(String.valueOf(node.parameters().get("weight"))).shape();
        return weight.dim(outputAxis(node.operator()));
    }

    private static int outputAxis(Operator operator) {
        return operator instanceof Projection ? 1 : 0;
    }

    private static int channels(Network layer) {
        Node node = layer.graph().nodes().get(0);
        return output(layer, node);
    }

    private static Network narrowed(Network layer, int width) {
        Node node = layer.graph().nodes().get(0);
        int[] kept = IntStream.range(0, width).toArray();
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        node.parameters().forEach((role, name) -> {
            int axis = role.equals("weight") ? outputAxis(node.operator()) : 0;
            weights.put(name, layer.weight(name).select(axis, kept));
        });
        return new Network(layer.graph(), weights);
    }
}
