package io.apoptosis.cli.client;

import io.apoptosis.cli.Failure;
import java.time.Duration;
import java.util.function.Supplier;

/** For how long a gateway may be away, as it is while it is restarted, before what is asked of it fails. */
record Patience(Duration whole, Duration pause) {
    static final Patience USUAL = new Patience(Duration.ofMinutes(2), Duration.ofSeconds(1));

    /** Asks again while there is no answer, or one that says "not now". */
    <T> T ask(Supplier<T> request) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return request.get();
            } catch (Failure away) {
                endAfter(begin, away);
            } catch (Refused refused) {
                if (refused.badInput()) {
                    throw refused;
                }
                endAfter(begin, refused);
            }
            await();
        }
    }

    private void endAfter(long begin, RuntimeException away) {
        if (System.nanoTime() - begin > whole.toNanos()) {
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
