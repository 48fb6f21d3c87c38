package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;

/** A network with zeros in place of the weights that went, and which those are. */
public record Sparse(Network network, Masks masks) {}
