package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateModel.Surgery;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * First and second derivatives with respect to a gate on every unit, summed over images: {@value #GRADIENT} (gates), {@value #CURVATURE}
 * (gates x gates) and {@value #IMAGES} (one number), float64. Running statistics only: an image's gates must not touch another image.
 *
 * <p>Every batch is rounded to a multiple of 2^-36 before it is added: sums of such numbers are exact below 2^17, so that any cut into
 * shards, in any order, gives the same bytes.
 */
record GateStatistics(Curvature curvature) {
    private static final String GRADIENT = "gates.gradient";
    private static final String CURVATURE = "gates.curvature";
    private static final String IMAGES = "gates.images";
    private static final double GRAIN = 0x1p-36;

    /** A matrix of this many gates takes 512 MiB. */
    static final int MOST_GATES = 8192;

    ShardSums observe(Calibration calibration) {
        refuseWhatGatesCannot(calibration);
        Gates gates = gates(calibration.network());
        double[] gradient = new double[gates.count()];
        double[] matrix = new double[gates.count() * gates.count()];
        try (Scope scope = calibration.engine().open(calibration.precision());
                Scope exact = calibration.engine().open(DType.FLOAT64);
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            calibration.network().weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                Batch batch = batches.next();
                try (Scope perBatch = scope.child()) {
                    GateJacobian jacobian =
                            GateJacobian.of(perBatch, calibration.network(), gates, weights, batch.input());
                    addRounded(gradient, gradient(jacobian, batch.labels()));
                    addRounded(matrix, squared(exact, factor(jacobian), gates.count()));
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
        return sums(gradient, matrix, calibration);
    }

    /** The model that the sums over all images give. */
    GateModel model(Network network, ShardSums total, @Nullable Surgery surgery) {
        Gates gates = gates(network);
        double[] gradient = sum(total, GRADIENT);
        double[] matrix = sum(total, CURVATURE);
        double images = sum(total, IMAGES)[0];
        if (gradient.length != gates.count() || matrix.length != gates.count() * gates.count()) {
            throw new IllegalArgumentException("the network has " + gates.count() + " gates, its shards speak of "
                    + gradient.length + " and a matrix of " + matrix.length);
        }
        double[] slope = curvature == Curvature.LOSS ? divided(gradient, images) : new double[gates.count()];
        return new GateModel(gates, slope, divided(matrix, images), surgery);
    }

    private static ShardSums sums(double[] gradient, double[] matrix, Calibration calibration) {
        int count = gradient.length;
        double images = (double) calibration.batches() * calibration.batchSize();
        return new ShardSums(
                new TreeMap<>(Map.of(
                        GRADIENT, HostTensor.of(Shape.of(count), gradient),
                        CURVATURE, HostTensor.of(Shape.of(count, count), matrix),
                        IMAGES, HostTensor.of(Shape.of(), images))),
                calibration.batches());
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

    private static Gates gates(Network network) {
        Gates gates = Gates.of(network);
        if (gates.count() > MOST_GATES) {
            throw new IllegalArgumentException("%d prunable units need a matrix of %d GiB; at most %d are handled"
                    .formatted(gates.count(), (8L * gates.count() * gates.count()) >> 30, MOST_GATES));
        }
        return gates;
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

    /** Rows R with H = R^T R. */
    private double[] factor(GateJacobian jacobian) {
        int gates = jacobian.gates();
        double[] factor = jacobian.rows().clone();
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
