package io.apoptosis.pipeline.store;

import org.jspecify.annotations.Nullable;

/** The store answers and says no: wrong credentials, no such bucket, a request it does not understand. */
public final class StoreRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreRefused(String message) {
        this(message, null);
    }

    public StoreRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
