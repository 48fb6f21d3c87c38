package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * sum J^T J and sum J^T r over images, float64: J the derivatives of an image's logits by the scales and shifts of all norms, r what the
 * logits lack to the reference's, both without their mean over classes, on which no probability depends.
 */
final class NormEquations {
    private final int size;
    private final double[] square;
    private final double[] right;

    NormEquations(int size) {
        this.size = size;
        square = new double[size * size];
        right = new double[size];
    }

    /** One forward pass and one backward pass per class. */
    void add(
            Scope scope,
            Scope exact,
            Network network,
            Map<String, Tensor> weights,
            HostTensor images,
            HostTensor wanted) {
        try (Scope passes = scope.child();
                Scope sums = exact.child();
                Gradients gradients = passes.record()) {
            NormLeaves pass = new NormLeaves(passes);
            Tensor logits = pass.logits(network.graph(), weights, images);
            int classes = logits.shape().dim(1);
            double[] rows = rows(passes, gradients, logits, pass.leaves());
            Tensor lack = sums.sub(sums.of(wanted), sums.of(passes.read(logits)));
            Tensor r = sums.reshape(
                    centred(sums, lack), Shape.of((int) lack.shape().size(), 1));
            int samples = logits.shape().dim(0);
            Tensor j = centred(sums, sums.of(HostTensor.of(Shape.of(samples, classes, size), rows)));
            Tensor flat = sums.reshape(j, Shape.of(samples * classes, size));
            Tensor turned = sums.transpose(flat, 1, 0);
            NormalEquations.add(square, sums.read(sums.matmul(turned, flat)).doubles());
            NormalEquations.add(right, sums.read(sums.matmul(turned, r)).doubles());
        }
    }

    private static Tensor centred(Scope scope, Tensor perClass) {
        return scope.sub(perClass, scope.mean(perClass, new int[] {1}, true));
    }

    /** Row n * classes + c: the derivatives of image n's logit c. */
    private double[] rows(Scope scope, Gradients gradients, Tensor logits, List<Tensor> leaves) {
        int samples = logits.shape().dim(0);
        int classes = logits.shape().dim(1);
        double[] rows = new double[samples * classes * size];
        for (int c = 0; c < classes; c++) {
            double[] ones = new double[samples * classes];
            for (int n = 0; n < samples; n++) {
                ones[n * classes + c] = 1;
            }
            Tensor column = scope.of(HostTensor.of(Shape.of(samples, classes), ones));
            int at = 0;
            for (Tensor derivative : gradients.pullback(logits, column, leaves)) {
                double[] values = scope.read(derivative).doubles();
                int width = values.length / samples;
                for (int n = 0; n < samples; n++) {
                    System.arraycopy(values, n * width, rows, (n * classes + c) * size + at, width);
                }
                at += width;
                scope.release(derivative);
            }
        }
        return rows;
    }

    /** The step; the ridge is a share of the mean diagonal. */
    double[] solve(double ridge) {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size, true, square.clone());
        double mean = CommonOps_DDRM.trace(matrix) / size;
        for (int i = 0; i < size; i++) {
            matrix.add(i, i, ridge * mean);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
        DMatrixRMaj step = new DMatrixRMaj(size, 1);
        if (mean > 0 && solver.setA(matrix)) {
            solver.solve(new DMatrixRMaj(size, 1, true, right.clone()), step);
        }
        return step.data;
    }
}
