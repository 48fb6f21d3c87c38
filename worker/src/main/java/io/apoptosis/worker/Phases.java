package io.apoptosis.worker;

import io.apoptosis.core.Progress;

/** A task of several parts as one count: the second part's first batch comes after the first part's last. */
public final class Phases {
    private final Progress whole;
    private final int total;
    private int finished;

    /** @param total units of all parts together */
    public Phases(Progress whole, int total) {
        this.whole = whole;
        this.total = total;
    }

    /** How many batches a pass over so many images has; the last may be smaller. */
    public static int batches(int images, int batchSize) {
        return (images + batchSize - 1) / batchSize;
    }

    /** Progress of the next part, which has {@code units} units. */
    public Progress next(int units) {
        int before = finished;
        finished += units;
        return (done, of, unit) -> whole.advance(before + done, total, unit);
    }
}
