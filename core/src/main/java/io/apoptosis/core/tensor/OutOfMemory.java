package io.apoptosis.core.tensor;

import java.util.Locale;

/** Whether something failed for want of memory: the heap's, or the tensor engine's, which it reports by text alone. */
public final class OutOfMemory {
    private OutOfMemory() {}

    public static boolean is(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return thrown instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("can't allocate memory")
                || message.contains("bad_alloc");
    }
}
