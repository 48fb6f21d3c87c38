package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;

/** One number per row of a layer's weight matrix and one per column. */
record RowsAndColumns(double[] rows, double[] columns) {
    /** The sums of a matrix with a number per element. */
    static RowsAndColumns sumsOf(DMatrixRMaj elements) {
        double[] rows = new double[elements.getNumRows()];
        double[] columns = new double[elements.getNumCols()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i] += elements.get(i, j);
                columns[j] += elements.get(i, j);
            }
        }
        return new RowsAndColumns(rows, columns);
    }

    static RowsAndColumns rowsOnly(double[] rows, int columns) {
        return new RowsAndColumns(rows, new double[columns]);
    }
}
