package io.apoptosis.core.model;

import java.util.List;

/** A checkpoint that belongs to another architecture; the message names the first few tensors that do not fit. */
public final class WrongCheckpoint extends IllegalArgumentException {
    private static final int SHOWN = 5;

    WrongCheckpoint(List<String> problems) {
        super("the checkpoint does not fit the architecture: "
                + String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())))
                + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : ""));
    }
}
