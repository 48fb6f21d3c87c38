package io.apoptosis.core.latency;

import io.apoptosis.core.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures several things side by side: in every round each runs once, and each round begins with another one, so that whatever else
 * the machine does, slowly or suddenly, meets all of them alike.
 */
final class PairedRuns {
    private PairedRuns() {}

    /**
     * @param subjects each does one run and says how many nanoseconds it took
     * @param warmUp rounds that are not counted
     */
    static List<Latency> measure(List<LongSupplier> subjects, int warmUp, int rounds, Progress progress) {
        long[][] taken = new long[subjects.size()][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int turn = 0; turn < subjects.size(); turn++) {
                int subject = Math.floorMod(round + turn, subjects.size());
                long nanoseconds = subjects.get(subject).getAsLong();
                if (round >= 0) {
                    taken[subject][round] = nanoseconds;
                }
            }
            progress.advance(round + warmUp + 1, rounds + warmUp, "rounds");
        }
        return Arrays.stream(taken).map(Latency::of).toList();
    }
}
