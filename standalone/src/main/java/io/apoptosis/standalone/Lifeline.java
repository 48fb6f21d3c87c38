package io.apoptosis.standalone;

import java.io.IOException;

/**
 * Java agent of the child JVMs: ends the process when its standard input ends, which happens when the parent dies, even by kill -9.
 * Its broker is gone then, so there is nothing to shut down gracefully from.
 */
public final class Lifeline {
    private static final int ORPHANED = 75;

    private Lifeline() {}

    public static void premain(String arguments) {
        Thread thread = new Thread(Lifeline::watch, "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; whatever comes is not the end.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
