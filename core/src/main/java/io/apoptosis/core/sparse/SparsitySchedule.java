package io.apoptosis.core.sparse;

/** Stages of a multi-stage pruning (Benbaki et al., CHITA, ICML 2023): each stage keeps the same share of what the one before has left. */
public record SparsitySchedule(double target, int stages) {
    public SparsitySchedule {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("a sparsity lies between 0 and 1, not at " + target);
        }
        if (stages < 1) {
            throw new IllegalArgumentException("a schedule has at least one stage, not " + stages);
        }
    }

    /** Sparsity after stage 1 … {@link #stages}; the last one's is the target. */
    public double after(int stage) {
        return stage == stages ? target : 1 - Math.pow(1 - target, (double) stage / stages);
    }
}
