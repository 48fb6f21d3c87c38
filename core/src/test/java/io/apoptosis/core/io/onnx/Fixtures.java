package io.apoptosis.core.io.onnx;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The networks that tools/fixtures/onnx_models.py exported, inputs for them, and random cuts. */
final class Fixtures {
    static final long SEED = 5;

    private Fixtures() {}

    static Stream<String> names() {
        return Stream.of(
                "resnet18",
                "resnet18_folded",
                "resnet50",
                "mobilenetv2",
                "densenet",
                "vgg",
                "vgg_bn",
                "mixed",
                "segments",
                "signal",
                "windows",
                "vit_timm",
                "vit_timm_opset13",
                "vit_torchvision",
                "decoder",
                "language",
                "fused");
    }

    /** Whether its batch axis is free. */
    static boolean isFree(String name) {
        return !name.equals("resnet18_folded") && !name.equals("vit_timm_opset13");
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/onnx/" + name + ".onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HostTensor images(Network network, int batch) {
        HostTensor drawn = RandomNetworks.input(network, batch, SEED);
        return drawn.dtype().isFloating() ? drawn.as(DType.FLOAT32) : drawn;
    }

    /** Three of ten units of a group by lot, at least one, never all. */
    static List<Unit> some(Group group) {
        List<Unit> shuffled = new ArrayList<>(group.units());
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, Math.max(shuffled.size() > 1 ? 1 : 0, shuffled.size() * 3 / 10));
    }

    static List<Unit> some(List<Group> groups) {
        return groups.stream().flatMap(group -> some(group).stream()).toList();
    }
}
