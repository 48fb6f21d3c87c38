package io.apoptosis.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksTest {
    private static final String VIT = "vit_postnorm_cifar";

    @TempDir
    Path folder;

    /** Four blocks: query and key together, value and output together, 32 dimensions each; else 4 heads each. */
    @Test
    void headsAreWholeUnlessTheirDimensionsAreAskedFor() throws IOException {
        Map<String, HostTensor> zeros = new LinkedHashMap<>();
        Architectures.named(VIT, 2)
                .parameterShapes()
                .forEach((name, shape) -> zeros.put(name, HostTensor.zeros(DType.FLOAT32, shape)));
        Path weights = Files.write(folder.resolve("weights"), SafeTensors.write(zeros, Map.of()));

        assertThat(groupsOf(4, open(weights, null))).isEqualTo(4);
        assertThat(groupsOf(4, open(weights, "whole"))).isEqualTo(4);
        assertThat(groupsOf(32, open(weights, ModelSpec.DIMENSIONS))).isEqualTo(8);
    }

    private static Network open(Path weights, @Nullable String heads) {
        return Networks.open(new ModelSpec(VIT, 2, null, weights.toString(), heads), null, weights);
    }

    private static long groupsOf(int units, Network network) {
        return Groups.of(network, Set.of()).stream()
                .filter(group -> group.units().size() == units)
                .count();
    }
}
