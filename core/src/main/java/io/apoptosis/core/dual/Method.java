package io.apoptosis.core.dual;

/** How the second-order term is computed. */
public enum Method {
    /** Exact, by dual numbers. */
    DUAL,
    /** The paper's Algorithm 1, layer by layer: without the curvature of the loss. */
    LAYERWISE
}
