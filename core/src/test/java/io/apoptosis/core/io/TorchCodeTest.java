package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchCodeTest {
    private static final Shape IMAGE = Shape.of(3, 4, 4);

    @Test
    void aResidualBlockReadsAsPeopleWriteIt() {
        GraphBuilder builder = new GraphBuilder(IMAGE);
        String stem = builder.relu("relu", builder.conv("conv", builder.input(), 3, 8, 3, 1));
        String inner = builder.batchNorm("block.0.bn", builder.conv("block.0.conv", stem, 8, 8, 3, 1), 8);
        String out = builder.relu("out", builder.add("add", stem, inner));
        String flat = builder.node("flat", new Flatten(), out);

        String code = code(RandomNetworks.of(builder.build(builder.linear("fc", flat, 128, 5)), 1));

        assertThat(code).contains("""
                        self._put("conv", nn.Conv2d(3, 8, 3, stride=1, padding=1, bias=False))
                        self._put("block.0.conv", nn.Conv2d(8, 8, 3, stride=1, padding=1, bias=False))
                        self._put("block.0.bn", nn.BatchNorm2d(8, eps=1e-5, momentum=0.1))
                        self._put("fc", nn.Linear(128, 5, bias=True))
                """);
        assertThat(code).contains("""
                        x = at("conv")(x)
                        x = F.relu(x)
                        y = at("block.0.conv")(x)
                        y = at("block.0.bn")(y)
                        x = x + y
                        x = F.relu(x)
                        x = x.flatten(1)
                        x = at("fc")(x)
                        return x
                """);
    }

    @Test
    void aWeightThatTwoLayersShareIsOneParameter() {
        GraphBuilder builder = new GraphBuilder(Shape.of(4));
        Map<String, String> tied = Map.of("weight", "tied.weight");
        Map<String, Shape> shape = Map.of("weight", Shape.of(4, 4));
        String first = builder.layer("first", new Linear(), tied, shape, builder.input());
        String code =
                code(RandomNetworks.of(builder.build(builder.layer("second", new Linear(), tied, shape, first)), 1));

        assertThat(code).containsOnlyOnce("self._put(\"tied.weight\", nn.Parameter(torch.zeros(4, 4)))");
        assertThat(code).contains("x = F.linear(x, at(\"tied.weight\"), None)");
    }

    /** As exporters do with tensors that are equal, such as the zeros of a norm that has not been trained. */
    @Test
    void aStatisticThatIsAWeightAsWellIsNotTrainedThroughIt() {
        GraphBuilder builder = new GraphBuilder(IMAGE);
        Map<String, String> names =
                Map.of("weight", "ones", "bias", "zeros", "running_mean", "zeros", "running_var", "ones");
        Map<String, Shape> shapes = new HashMap<>();
        names.keySet().forEach(role -> shapes.put(role, Shape.of(3)));
        String norm = builder.layer("norm", new BatchNorm2d(1e-5, 0.1), names, shapes, builder.input());

        assertThat(code(RandomNetworks.of(builder.build(norm), 1)))
                .contains(
                        "F.batch_norm(x, at(\"zeros\").detach(), at(\"ones\").detach(), at(\"ones\"), at(\"zeros\"), ");
    }

    @Test
    void namesThatWantToBeCodeAreQuoted() {
        String code = code(HostileNames.network());

        assertThat(code.chars()).allMatch(character -> character == '\n' || character >= ' ' && character <= '~');
        assertThat(code)
                .contains("self._put(\"\\\"); import os; os.system(\\\"touch hacked\\\"); (\\\"\", nn.Linear(2, 2");
        assertThat(code).contains("at(\"{0}%s%n\")(x)");
        assertThat(code.lines()).noneMatch(line -> line.startsWith("raise"));
    }

    private static String code(Network network) {
        return new String(TorchCode.write(network), StandardCharsets.UTF_8);
    }
}
