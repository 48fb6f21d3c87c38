package io.apoptosis.core;

/** Told between batches how far the work is; may throw {@link Cancelled} to stop it there. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total, unit) -> {};

    /**
     * @param done units finished, from 0 to {@code total}
     * @param unit what is counted, in the plural, for example {@code batches}
     */
    void advance(int done, int total, String unit);
}
