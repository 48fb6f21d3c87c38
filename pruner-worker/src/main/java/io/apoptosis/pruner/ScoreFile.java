package io.apoptosis.pruner;

import java.util.Map;

/**
 * scores.json: what the selection was made by.
 *
 * @param threshold score of the last unit removed
 * @param groups normalized score of every unit, by group
 */
record ScoreFile(double threshold, Map<String, double[]> groups) {}
