package io.apoptosis.core.prune;

import java.util.Locale;

/** A target below what is left when everything that may go has gone. */
public final class UnreachableTarget extends IllegalArgumentException {
    UnreachableTarget(Pruning pruning, double reachable) {
        super(String.format(
                Locale.ROOT,
                "a target of %.4f of the %s can't be reached: with at most %.2f of each group removed, %d-aligned, %.4f are left;"
                        + " raise the target or maxRatioPerGroup, or skip fewer layers",
                pruning.ratio(),
                pruning.measure().name().toLowerCase(Locale.ROOT),
                pruning.maxRatioPerGroup(),
                pruning.roundTo(),
                reachable));
    }

    UnreachableTarget(double ratio, double measured) {
        super(String.format(
                Locale.ROOT,
                "a target of %.4f of the latency was not reached: the last network tried takes %.4f of the dense one's time;"
                        + " raise the target, or measure on a machine that does nothing else",
                ratio,
                measured));
    }
}
