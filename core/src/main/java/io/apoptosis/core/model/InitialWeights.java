package io.apoptosis.core.model;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * What training from scratch begins with: matrices and kernels as in He et al. (2015, equation 10), N(0, 2 / fan-in); tokens and positions
 * N(0, 0.02^2) as in Dosovitskiy et al. (2021); scales and variances 1, biases, shifts and means 0.
 */
public final class InitialWeights {
    private static final double TOKEN_DEVIATION = 0.02;

    private InitialWeights() {}

    /** The same seed gives the same network, float32. */
    public static Network of(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Map<String, String> roles = roles(architecture);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture
                .parameterShapes()
                .forEach((name, shape) -> weights.put(name, initial(roles.getOrDefault(name, ""), shape, random)));
        return architecture.load(weights);
    }

    private static HostTensor initial(String role, Shape shape, Random random) {
        return switch (role) {
            case Arithmetic.TRAINED -> normal(shape, TOKEN_DEVIATION, random);
            case "weight" ->
                shape.rank() == 1 ? constant(shape, 1) : normal(shape, Math.sqrt(2.0 / shape.inner(0)), random);
            case "running_var" -> constant(shape, 1);
            default -> constant(shape, 0);
        };
    }

    private static Map<String, String> roles(Architecture architecture) {
        Map<String, String> roles = new LinkedHashMap<>();
        for (Node node : architecture.graph().nodes()) {
            node.parameters().forEach((role, name) -> roles.put(name, role));
        }
        return roles;
    }

    private static HostTensor constant(Shape shape, float value) {
        float[] values = new float[Math.toIntExact(shape.size())];
        Arrays.fill(values, value);
        return HostTensor.of(shape, values);
    }

    private static HostTensor normal(Shape shape, double deviation, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return HostTensor.of(shape, values);
    }
}
