package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.dual.CrossEntropy;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums {@link KroneckerFactors} over batches: one forward and one backward pass each, and a Gram matrix per layer and side. */
final class KroneckerPass {
    private final Calibration calibration;
    private final List<Layer> layers;
    private final SortedMap<String, double[]> sums = new TreeMap<>();
    private final SortedMap<String, Shape> shapes = new TreeMap<>();

    private KroneckerPass(Calibration calibration) {
        this.calibration = calibration;
        this.layers = Layer.of(calibration.network());
    }

    static ShardSums observe(Calibration calibration) {
        KroneckerPass pass = new KroneckerPass(calibration);
        pass.observe();
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        pass.sums.forEach(
                (name, sum) -> tensors.put(name, HostTensor.of(Objects.requireNonNull(pass.shapes.get(name)), sum)));
        return new ShardSums(tensors, calibration.batches());
    }

    private void observe() {
        Network network = calibration.network();
        try (Scope scope = calibration.engine().open(calibration.precision());
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                try (Scope perBatch = scope.child()) {
                    add(perBatch, weights, batches.next());
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
    }

    private void add(Scope scope, Map<String, Tensor> weights, Batch batch) {
        LayerProbes pass = new LayerProbes(new Execution(scope, calibration.batchNorm()));
        try (Gradients gradients = scope.record()) {
            Tensor logits = pass.logits(calibration.network().graph(), weights, scope.of(batch.input()));
            gradients.backward(CrossEntropy.loss(scope, logits, batch.labels()));
            for (Layer layer : layers) {
                LayerProbes.Probe probe = Objects.requireNonNull(pass.probes().get(layer.name()));
                add(scope, layer, probe.input(), gradients.of(probe.probe()), batch.size());
            }
        }
    }

    /** The batch's loss is a mean, so an image's own gradient is {@code images} times the one that came back. */
    private void add(Scope scope, Layer layer, Tensor input, Tensor gradient, int images) {
        LinearMap map = (LinearMap) layer.node().operator();
        Tensor patches = columns(scope, map.patches(scope, input, layer.theta().shape()));
        Tensor places = columns(scope, map.places(scope, gradient));
        int perImage = patches.shape().dim(2) / images;
        Tensor rows = layer.bias() == null ? patches : scope.concat(List.of(patches, ones(scope, patches)), 1);
        add(KroneckerFactors.activationsOf(layer), scope.read(gram(scope, rows)), 1.0 / images);
        add(KroneckerFactors.gradientsOf(layer), scope.read(gram(scope, places)), (double) images / perImage);
    }

    /** (N, groups, R, L) as (groups, R, N L). */
    private static Tensor columns(Scope scope, Tensor x) {
        Shape shape = x.shape();
        Tensor rows = scope.transpose(x, 1, 2, 0, 3);
        return scope.reshape(rows, Shape.of(shape.dim(1), shape.dim(2), shape.dim(0) * shape.dim(3)));
    }

    private static Tensor ones(Scope scope, Tensor patches) {
        return scope.shift(scope.scale(scope.slice(patches, 1, 0, 1, 1), 0), 1);
    }

    private static Tensor gram(Scope scope, Tensor rows) {
        return scope.matmul(rows, scope.transpose(rows, 0, 2, 1));
    }

    private void add(String name, HostTensor gram, double factor) {
        shapes.put(name, gram.shape());
        double[] sum = sums.computeIfAbsent(name, n -> new double[gram.size()]);
        double[] values = gram.doubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }
}
