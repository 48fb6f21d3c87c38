package io.apoptosis.pipeline.store;

import org.jspecify.annotations.Nullable;

/** Something about an object or the store that stops the work; the subclass says what. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreUnavailable, StoreRefused, ObjectMissing, ObjectCorrupt, ObjectConflict {
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later. */
    public abstract boolean isTransient();
}
