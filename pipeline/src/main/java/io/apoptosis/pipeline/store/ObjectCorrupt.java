package io.apoptosis.pipeline.store;

import org.jspecify.annotations.Nullable;

/** The bytes are not those that were written: their SHA-256 is not the one promised. */
public final class ObjectCorrupt extends StoreException {
    private static final long serialVersionUID = 1L;

    public ObjectCorrupt(String message) {
        this(message, null);
    }

    public ObjectCorrupt(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
