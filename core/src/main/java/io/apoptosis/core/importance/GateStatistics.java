package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateCurvature.Rows;
import io.apoptosis.core.importance.GateModel.Surgery;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * First and second derivatives with respect to a gate on every unit, over images: {@value #GRADIENT} (gates), {@value #IMAGES} (one
 * number), and {@value #CURVATURE} (gates x gates), all sums in float64; with more than {@code mostGates}, where that would be too large,
 * for every batch the rows of its factor, {@value #ROWS} and the batch's number (rows x gates), float32. Running statistics only: an
 * image's gates must not touch another image.
 *
 * <p>Every batch is rounded to a multiple of 2^-36 before it is added: sums of such numbers are exact below 2^17, so that any cut into
 * shards, in any order, gives the same bytes.
 *
 * <p>Memory for M gates and B images in batches of b: up to {@value #MOST_GATES} gates 8 M^2 bytes for the matrix and C rows an image, one
 * for each of up to {@value #MOST_CLASSES} classes; else {@value SampledRows#PER_IMAGE} rows an image (fewer with fewer classes). K = B times that many: a
 * scorer keeps 4 K M bytes of its shard's rows and 16 M for each row of the batch it is at, the pruner 4 K M for all and 24 K^2 to choose
 * ({@code FactorSurgeon}). ViT-B/16's 36,864 hidden units, 512 images: 0.3 GB of rows and 0.1 GB, where the matrix and its inverse would be 10.9 GB
 * each.
 */
record GateStatistics(Curvature curvature, int mostGates) {
    private static final String GRADIENT = "gates.gradient";
    private static final String CURVATURE = "gates.curvature";
    private static final String ROWS = "gates.rows.";
    private static final String IMAGES = "gates.images";
    private static final double GRAIN = 0x1p-36;

    /** A matrix of this many gates takes 512 MiB. */
    static final int MOST_GATES = 8192;

    /** A backward pass for each of so many, no more. */
    static final int MOST_CLASSES = 128;

    /** Their products with each other take 512 MiB. */
    static final int MOST_ROWS = 8192;

    GateStatistics(Curvature curvature) {
        this(curvature, MOST_GATES);
    }

    ShardSums observe(Calibration calibration) {
        refuseWhatGatesCannot(calibration);
        Gates gates = Gates.of(calibration.network());
        refuseTooManyRows(calibration, gates);
        SortedMap<String, HostTensor> sums = new TreeMap<>();
        double[] gradient = new double[gates.count()];
        double[] matrix = new double[isFull(gates) ? gates.count() * gates.count() : 0];
        try (Scope scope = calibration.engine().open(calibration.precision());
                Scope exact = calibration.engine().open(DType.FLOAT64);
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            calibration.network().weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                SampledRows rows = rows(scope, calibration, gates, weights, batches.next(), b);
                addRounded(gradient, rows.gradient());
                if (isFull(gates)) {
                    addRounded(matrix, squared(exact, rows.rows(), gates.count()));
                } else {
                    sums.put(ROWS + "%08d".formatted(b), block(rows.rows(), gates.count()));
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
        if (isFull(gates)) {
            sums.put(CURVATURE, HostTensor.of(Shape.of(gates.count(), gates.count()), matrix));
        }
        sums.put(GRADIENT, HostTensor.of(Shape.of(gates.count()), gradient));
        sums.put(IMAGES, HostTensor.of(Shape.of(), (double) calibration.batches() * calibration.batchSize()));
        return new ShardSums(sums, calibration.batches());
    }

    private boolean isFull(Gates gates) {
        return gates.count() <= mostGates;
    }

    private static HostTensor block(double[] rows, int gates) {
        return HostTensor.of(Shape.of(rows.length / gates, gates), rows).as(DType.FLOAT32);
    }

    private SampledRows rows(
            Scope scope, Calibration calibration, Gates gates, Map<String, Tensor> weights, Batch batch, int number) {
        Network network = calibration.network();
        try (Scope perBatch = scope.child()) {
            if (isSampled(network, gates)) {
                int first = number * calibration.batchSize();
                return SampledRows.of(perBatch, network, gates, weights, batch, curvature, calibration.seed(), first);
            }
            GateJacobian jacobian = GateJacobian.of(perBatch, network, gates, weights, batch.input());
            double[] gradient = gradient(jacobian, batch.labels());
            return new SampledRows(gradient, factor(jacobian));
        }
    }

    /** Whether there are too many classes for a row and a backward pass each. */
    private boolean isSampled(Network network, Gates gates) {
        return classes(network) > (isFull(gates) ? MOST_CLASSES : SampledRows.PER_IMAGE);
    }

    private static int classes(Network network) {
        return ShapeInference.of(network).value(network.graph().output()).dim(1);
    }

    /** Before the first pass: the last shard knows how many images there are. */
    private void refuseTooManyRows(Calibration calibration, Gates gates) {
        Network network = calibration.network();
        int perImage = isSampled(network, gates) ? SampledRows.PER_IMAGE : classes(network);
        long images = (long) calibration.toBatch() * calibration.batchSize();
        if (!isFull(gates) && perImage * images > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "%d prunable units are described by rows, %d for each of %d images; at most %d rows are handled: use fewer batches"
                            .formatted(gates.count(), perImage, images, MOST_ROWS));
        }
    }

    /** The model that the sums over all images give. */
    GateModel model(Network network, ShardSums total, @Nullable Surgery surgery) {
        Gates gates = Gates.of(network);
        double[] gradient = sum(total, GRADIENT);
        double images = sum(total, IMAGES)[0];
        GateCurvature h = curvature(total, gates, images);
        if (gradient.length != gates.count()) {
            throw new IllegalArgumentException(
                    "the network has " + gates.count() + " gates, its shards speak of " + gradient.length);
        }
        double[] slope = curvature == Curvature.LOSS ? divided(gradient, images) : new double[gates.count()];
        return new GateModel(gates, slope, h, surgery);
    }

    private GateCurvature curvature(ShardSums total, Gates gates, double images) {
        if (isFull(gates)) {
            return new Full(divided(sum(total, CURVATURE), images));
        }
        List<HostTensor> blocks = total.sums().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ROWS))
                .map(Map.Entry::getValue)
                .toList();
        return new Rows(blocks, images);
    }

    private static double[] sum(ShardSums total, String name) {
        HostTensor sum = total.sums().get(name);
        if (sum == null) {
            throw new IllegalArgumentException("a shard of gates without " + name);
        }
        return sum.doubles();
    }

    private static double[] divided(double[] sum, double images) {
        return Arrays.stream(sum).map(value -> value / images).toArray();
    }

    private static void addRounded(double[] total, double[] values) {
        for (int i = 0; i < total.length; i++) {
            total[i] += Math.rint(values[i] / GRAIN) * GRAIN;
        }
    }

    private static void refuseWhatGatesCannot(Calibration calibration) {
        if (calibration.batchNorm() != Normalization.RUNNING) {
            throw new IllegalArgumentException(
                    "gates need batchNorm: running; with a batch's own statistics one image's"
                            + " gates would change another's output");
        }
    }

    /** sum_n sum_c (p_c - t_c) J_c. */
    private static double[] gradient(GateJacobian jacobian, int[] labels) {
        double[] gradient = new double[jacobian.gates()];
        for (int n = 0; n < labels.length; n++) {
            double[] residual = jacobian.probabilities(n);
            residual[labels[n]] -= 1;
            addCombination(gradient, jacobian, n, residual);
        }
        return gradient;
    }

    /** Rows R with H = R^T R, in the place of the derivatives. */
    private double[] factor(GateJacobian jacobian) {
        int gates = jacobian.gates();
        double[] factor = jacobian.rows();
        for (int n = 0; n < jacobian.samples(); n++) {
            double[] p = jacobian.probabilities(n);
            double[] mean = new double[gates];
            addCombination(mean, jacobian, n, curvature.centre(p));
            for (int c = 0; c < p.length; c++) {
                int row = jacobian.row(n, c);
                double weight = curvature.weight(p[c]);
                for (int m = 0; m < gates; m++) {
                    factor[row + m] = weight * (factor[row + m] - mean[m]);
                }
            }
        }
        return factor;
    }

    /** total += sum_c coefficients_c J_c of image n. */
    private static void addCombination(double[] total, GateJacobian jacobian, int n, double[] coefficients) {
        double[] rows = jacobian.rows();
        for (int c = 0; c < coefficients.length; c++) {
            int row = jacobian.row(n, c);
            for (int m = 0; m < total.length; m++) {
                total[m] += coefficients[c] * rows[row + m];
            }
        }
    }

    private static double[] squared(Scope exact, double[] factor, int columns) {
        try (Scope scope = exact.child()) {
            Tensor rows = scope.of(HostTensor.of(Shape.of(factor.length / columns, columns), factor));
            return scope.read(scope.matmul(scope.transpose(rows, 1, 0), rows)).doubles();
        }
    }
}
