package io.apoptosis.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ctrl-C as an interruption of the main thread, not as the JVM's shutdown: the run has to be cancelled while the gateway is still up,
 * and shutdown hooks run in no order. A second Ctrl-C ends the process at once.
 */
public final class Interrupts {
    private static final AtomicBoolean REQUESTED = new AtomicBoolean();

    private Interrupts() {}

    /** Call on the main thread. */
    static void install() {
        Thread main = Thread.currentThread();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> {
                if (REQUESTED.getAndSet(true)) {
                    Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
                }
                main.interrupt();
            });
        }
    }

    public static boolean requested() {
        return REQUESTED.get();
    }
}
