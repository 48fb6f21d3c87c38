package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.Gradients;

/** One step of a {@link Tape}, with what the way back needs of it. */
interface Piece {
    /** What it gave. */
    Carried value();

    /** Hands the value's derivatives, complete by now, on to what the piece read, and lets go of what it kept. */
    void pullBack(Gradients gradients);
}
