package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** H, the Gauss-Newton matrix of the gates: mean over images of J^T K J (algorithm.md, section 4). */
public sealed interface GateCurvature {
    /** H_cc, by gate. */
    double[] diagonal();

    /**
     * Written out: 8 M^2 bytes for M gates.
     *
     * @param matrix (gates x gates), row by row
     */
    record Full(double[] matrix) implements GateCurvature {
        @Override
        public double[] diagonal() {
            int gates = (int) Math.round(Math.sqrt(matrix.length));
            double[] diagonal = new double[gates];
            Arrays.setAll(diagonal, c -> matrix[c * gates + c]);
            return diagonal;
        }
    }

    /**
     * H = R^T R / images: 4 K M bytes for K rows, which is what many gates and few images leave room for.
     *
     * @param blocks R (K x gates), cut into blocks of rows, float32
     */
    record Rows(List<HostTensor> blocks, double images) implements GateCurvature {
        public Rows {
            blocks = List.copyOf(blocks);
        }

        public int gates() {
            return blocks.get(0).shape().dim(1);
        }

        /** K. */
        public int count() {
            return blocks.stream().mapToInt(block -> block.shape().dim(0)).sum();
        }

        /** All rows in order, none of them copied. */
        public List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            for (HostTensor block : blocks) {
                for (int i = 0; i < block.shape().dim(0); i++) {
                    rows.add(new Row(block.floats(), i * gates()));
                }
            }
            return rows;
        }

        /** The elements from {@code from} on. */
        public record Row(float[] block, int from) {
            public double at(int gate) {
                return block[from + gate];
            }
        }

        @Override
        public double[] diagonal() {
            double[] diagonal = new double[gates()];
            for (Row row : rows()) {
                for (int c = 0; c < diagonal.length; c++) {
                    diagonal[c] += row.at(c) * row.at(c);
                }
            }
            for (int c = 0; c < diagonal.length; c++) {
                diagonal[c] /= images;
            }
            return diagonal;
        }
    }
}
