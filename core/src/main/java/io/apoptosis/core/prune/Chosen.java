package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import java.util.List;
import java.util.Map;

/**
 * What a selection came to.
 *
 * @param gone units to cut, in the order of their going
 * @param network to cut them from: the one that was scored, or one whose other units have made up for them
 * @param scores of every unit the groups had, by group
 * @param threshold score of the last unit removed
 */
record Chosen(List<Unit> gone, Network network, Map<String, double[]> scores, double threshold) {}
