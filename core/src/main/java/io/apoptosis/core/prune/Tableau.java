package io.apoptosis.core.prune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a set of units costs after the others have made up for it: the least 1/2 tr (W - W0)^T A (W - W0) over W (rows x targets), whose rows
 * are zero where a unit is out. A unit is some of the rows: that of its gate, or those that read its channel. With K the rows that are in, S
 * those that are out, and b = A W0, the table is
 *
 * <pre>
 *      K: | -A_KK^-1       A_KK^-1 A_KS               | A_KK^-1 b_K = W_K |
 *      S: |  A_SK A_KK^-1  A_SS - A_SK A_KK^-1 A_KS   | b_S - A_SK W_K    |
 * </pre>
 *
 * A unit leaves and comes back by the same pivots (the sweep operator; Goodnight, The American Statistician 33, 1979), and what a move of
 * whatever units changes the cost by is told by their rows alone.
 */
public final class Tableau {
    private final int rows;
    private final List<int[]> units;
    private final double[][] table;
    private final boolean[] in;
    private double cost;

    /**
     * All units in.
     *
     * @param a A (rows x rows), symmetric and positive definite
     * @param b A W0 (rows x targets)
     * @param units the rows of each; what is in none always stays
     */
    public Tableau(double[][] a, double[][] b, List<int[]> units) {
        this.rows = a.length;
        this.units = List.copyOf(units);
        this.table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = Arrays.copyOf(a[i], rows + b[i].length);
            System.arraycopy(b[i], 0, table[i], rows, b[i].length);
        }
        IntStream.range(0, rows).forEach(this::pivot);
        this.in = new boolean[units.size()];
        Arrays.fill(in, true);
    }

    public int units() {
        return in.length;
    }

    public boolean isIn(int unit) {
        return in[unit];
    }

    /** What it costs that units are out. */
    public double cost() {
        return cost;
    }

    /** W_i, where row {@code i} is in. */
    double[] solution(int i) {
        return Arrays.copyOfRange(table[i], rows, table[i].length);
    }

    /** What the cost changes by where these change sides, from wherever they are: - 1/2 tr T_bP T_PP^-1 T_Pb, with P their rows. */
    public double change(int... moved) {
        double[][] part = part(rowsOf(moved));
        double change = 0;
        for (int p = 0; p < part.length; p++) {
            change += change(part[p], p, part.length);
            for (int i = p + 1; i < part.length; i++) {
                double factor = part[i][p] / part[p][p];
                for (int j = p + 1; j < part[i].length; j++) {
                    part[i][j] -= factor * part[p][j];
                }
            }
        }
        return change;
    }

    private static double change(double[] row, int pivot, int firstTarget) {
        double squares = 0;
        for (int t = firstTarget; t < row.length; t++) {
            squares += row[t] * row[t];
        }
        return -0.5 * squares / row[pivot];
    }

    private int[] rowsOf(int... some) {
        return Arrays.stream(some)
                .flatMap(unit -> Arrays.stream(units.get(unit)))
                .toArray();
    }

    /** T_PP and T_Pb. */
    private double[][] part(int[] some) {
        double[][] part = new double[some.length][];
        for (int i = 0; i < some.length; i++) {
            double[] row = table[some[i]];
            part[i] = new double[some.length + row.length - rows];
            for (int j = 0; j < some.length; j++) {
                part[i][j] = row[some[j]];
            }
            System.arraycopy(row, rows, part[i], some.length, row.length - rows);
        }
        return part;
    }

    /** To the other side. */
    public void move(int unit) {
        cost += change(unit);
        Arrays.stream(rowsOf(unit)).forEach(this::pivot);
        in[unit] = !in[unit];
    }

    private void pivot(int p) {
        double[] row = table[p].clone();
        double pivot = row[p];
        for (int i = 0; i < rows; i++) {
            // By symmetry also T_ip; zero where the two have nothing to do with each other.
            double factor = row[i] / pivot;
            if (i != p && factor != 0) {
                double[] other = table[i];
                for (int j = 0; j < other.length; j++) {
                    other[j] -= factor * row[j];
                }
                other[p] = row[i] / Math.abs(pivot);
            }
        }
        for (int j = 0; j < row.length; j++) {
            table[p][j] = row[j] / Math.abs(pivot);
        }
        table[p][p] = -1 / pivot;
    }
}
