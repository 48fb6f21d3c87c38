package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;

/** What an operator needs beside its operands: the scope that owns its results, and how batch normalization takes its statistics. */
public record Execution(Scope scope, Normalization normalization) {

    /** Where batch normalization takes mean and variance from. */
    public enum Normalization {
        /** The stored running statistics: the deployed network. */
        RUNNING,
        /** The batch's own, differentiated through; the stored statistics stay as they are. */
        BATCH,
        /** The batch's own, and the stored statistics move: fine-tuning. */
        TRAINING
    }
}
