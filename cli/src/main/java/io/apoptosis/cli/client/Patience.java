package io.apoptosis.cli.client;

import io.apoptosis.cli.Failure;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For how long a gateway may be away, as it is while it is restarted, before what is asked of it fails. */
record Patience(Duration whole, Duration pause) {
    static final Patience USUAL = new Patience(Duration.ofMinutes(2), Duration.ofSeconds(1));

    /** Asks again while there is no answer, or one that says "not now". */
    <T> T ask(Supplier<T> request) {
        long begin = System.nanoTime();
        while (true) {
            T answer = once(request, begin);
            if (answer != null) {
                return answer;
            }
            await();
        }
    }

    /**
     * The answer, or null while it may still be waited for: no answer, or one of a gateway that can't say yet, as it has just started or is
     * about to stop. What it refuses for good, and what has lasted too long, is thrown.
     *
     * @param heard when there was an answer last, as {@link System#nanoTime} has it
     */
    <T> @Nullable T once(Supplier<T> request, long heard) {
        try {
            return request.get();
        } catch (Failure away) {
            endAfter(heard, away);
        } catch (Refused refused) {
            if (refused.badInput()) {
                throw refused;
            }
            endAfter(heard, refused);
        }
        return null;
    }

    private void endAfter(long heard, RuntimeException away) {
        if (System.nanoTime() - heard > whole.toNanos()) {
            throw away;
        }
    }

    private void await() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }
}
