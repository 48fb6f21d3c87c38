package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.GateModel.Surgery;
import io.apoptosis.core.importance.Gates;
import io.apoptosis.core.importance.Saving;
import java.util.Random;

/** Models of gates that no image was needed for. */
final class GateModels {
    static final double RIDGE = 0.02;
    static final int RANK = 40;

    private GateModels() {}

    /** Of low rank, as images give it: (count x count), row by row. */
    static double[] curvature(Random random, int count, int rank) {
        double[] curvature = new double[count * count];
        for (int row = 0; row < rank; row++) {
            double[] factor = random.doubles(count, -1, 1).toArray();
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    curvature[i * count + j] += factor[i] * factor[j];
                }
            }
        }
        return curvature;
    }

    /** Such a curvature, and some gradient. */
    static GateModel random(Network network, long seed) {
        Gates gates = Gates.of(network);
        int count = gates.count();
        Random random = new Random(seed);
        double[] curvature = curvature(random, count, RANK);
        double[] gradient = random.doubles(count, -0.1, 0.1).toArray();
        return new GateModel(gates, gradient, new Full(curvature), new Surgery(RIDGE, Saving.MACS));
    }
}
