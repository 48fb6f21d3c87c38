package io.apoptosis.gateway.limits;

/**
 * A token bucket: the requests that a caller may still send at once. It fills at a steady rate; a request that was refused costs nothing.
 *
 * @param left as of {@code nanos}
 * @param granted whether the last request was
 */
record Allowance(double left, long nanos, boolean granted) {
    static Allowance full(double burst, long now) {
        return new Allowance(burst, now, true);
    }

    /** After one more request. */
    Allowance spend(double perSecond, double burst, long now) {
        double refilled = Math.min(burst, left + perSecond * (now - nanos) / 1e9);
        return refilled >= 1 ? new Allowance(refilled - 1, now, true) : new Allowance(refilled, now, false);
    }
}
