package io.apoptosis.pipeline.store;

import org.jspecify.annotations.Nullable;

/** There is no object under the key. */
public final class ObjectMissing extends StoreException {
    private static final long serialVersionUID = 1L;

    public ObjectMissing(String message) {
        this(message, null);
    }

    public ObjectMissing(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
