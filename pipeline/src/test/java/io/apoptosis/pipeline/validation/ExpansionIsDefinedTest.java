package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionIsDefinedTest {
    private final ExpansionIsDefined rule = new ExpansionIsDefined();

    @Test
    void algorithm1IsForConvolutionsLinearLayersAndBatchNorm() {
        assertThat(rule.problems(scored("criterion: oba, method: layerwise", Candidates.resnet20())))
                .isEmpty();
        assertThat(rule.problems(scored("criterion: oba, method: layerwise", transformer())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.importance.method");
                    assertThat(problem.message()).contains("layer ").endsWith("take method dual");
                });
    }

    @Test
    void whatIsExactIsForAll() {
        assertThat(rule.problems(scored("criterion: oba, method: dual", transformer())))
                .isEmpty();
        assertThat(rule.problems(scored("criterion: apoptosis", transformer()))).isEmpty();
    }

    private static Network transformer() {
        var architecture = Architectures.named("vit_fashion", 10);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture
                .parameterShapes()
                .forEach((name, shape) -> weights.put(name, HostTensor.zeros(DType.FLOAT32, shape)));
        return architecture.load(weights);
    }

    private static Candidate scored(String importance, Network network) {
        RunSpec spec = RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "object:w" }
                data: { train: { cifar10: "object:a" }, test: { cifar10: "object:b" } }
                importance: { batches: 4, batchSize: 16, shards: 2, %s }
                prune: { target: { macs: 0.6 } }
                """.formatted(importance), "test.yaml");
        Shape images = Candidates.CIFAR;
        return new Candidate(spec, network, Candidates.images(64, images, 9), Candidates.images(10, images, 9));
    }
}
