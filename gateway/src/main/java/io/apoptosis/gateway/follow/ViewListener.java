package io.apoptosis.gateway.follow;

import io.apoptosis.pipeline.run.RunView;

/** Is told of views, one after the other, on one thread. */
public interface ViewListener {
    void changed(RunView view);

    /** Called again and again, at least twice a second, while {@link #changed} is not. */
    default void idle() {}

    /** Whether nothing would be lost if what it was told so far never came again. */
    default boolean settled() {
        return true;
    }
}
