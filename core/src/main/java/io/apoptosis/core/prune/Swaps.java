package io.apoptosis.core.prune;

import org.jspecify.annotations.Nullable;

/** Exchanges of a unit that is out for one that is in: always the one that lowers the cost most, until none lowers it. */
public final class Swaps {
    /** As a share of the cost: less is rounding, by which a search could go in circles. */
    private static final double LEAST = 1e-9;

    private final Tableau tableau;
    private final Admissible admissible;

    /** Which exchanges there are to choose from. */
    @FunctionalInterface
    public interface Admissible {
        boolean admits(int back, int out);
    }

    private record Swap(int back, int out) {}

    public Swaps(Tableau tableau, Admissible admissible) {
        this.tableau = tableau;
        this.admissible = admissible;
    }

    /**
     * Makes the best exchange.
     *
     * @return false where no admissible one lowers the cost
     */
    public boolean make() {
        Swap best = best();
        if (best != null) {
            tableau.move(best.back());
            tableau.move(best.out());
        }
        return best != null;
    }

    /** Until none is left. */
    public void makeAll() {
        boolean made = true;
        while (made) {
            made = make();
        }
    }

    private @Nullable Swap best() {
        Swap best = null;
        double least = -LEAST * tableau.cost();
        for (int back = 0; back < tableau.units(); back++) {
            for (int out = 0; out < tableau.units(); out++) {
                if (!tableau.isIn(back) && tableau.isIn(out)) {
                    double change = tableau.change(back, out);
                    if (change < least && admissible.admits(back, out)) {
                        least = change;
                        best = new Swap(back, out);
                    }
                }
            }
        }
        return best;
    }
}
