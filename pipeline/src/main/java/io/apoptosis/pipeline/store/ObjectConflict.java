package io.apoptosis.pipeline.store;

import org.jspecify.annotations.Nullable;

/** Another content already lies under the key. Objects are written once, so two computations of one result disagree. */
public final class ObjectConflict extends StoreException {
    private static final long serialVersionUID = 1L;

    public ObjectConflict(String message) {
        this(message, null);
    }

    public ObjectConflict(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
