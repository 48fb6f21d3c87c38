package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateLoaderTest {
    private static final RunSpec SPEC = RunSpecs.parse("""
            model: { architecture: resnet20, classes: 10, weights: "object:weights" }
            data: { train: { cifar10: "object:train" }, test: { cifar10: "object:test" } }
            """, "test.yaml");

    @TempDir
    Path directory;

    private final CandidateLoader loader = new CandidateLoader(this::file);

    @BeforeEach
    void writeFiles() throws IOException {
        Files.write(
                directory.resolve("weights"),
                SafeTensors.write(Candidates.resnet20().weights(), Map.of()));
        Files.write(directory.resolve("train"), new byte[3073 * 2]);
        Files.write(directory.resolve("test"), new byte[3073]);
    }

    @Test
    void opensTheNetworkAndTheImages() {
        Candidate candidate = loader.load(SPEC);

        assertThat(candidate.train().size()).isEqualTo(2);
        assertThat(candidate.network().weights()).containsKey("conv1.weight");
    }

    @Test
    void opensAnOnnxModel() throws IOException {
        Files.write(directory.resolve("model"), OnnxModel.write(Candidates.resnet20()));
        RunSpec spec = SPEC.withModel(new RunSpec.ModelSpec(RunSpec.ModelSpec.ONNX, 10, null, "object:model", null));

        assertThat(loader.load(spec).network().weights())
                .isEqualTo(Candidates.resnet20().weights());
    }

    @Test
    void knowsABuiltInArchitectureBeforeThereIsACheckpoint() {
        RunSpec template = SPEC.withModel(SPEC.model().at(null, "${object}"));

        Candidate candidate = loader.loadTemplate(template).orElseThrow();

        assertThat(Cost.of(candidate.network())).isEqualTo(Cost.of(Candidates.resnet20()));
        assertThat(candidate.test().size()).isEqualTo(1);
        RunSpec onnx = template.withModel(new RunSpec.ModelSpec(RunSpec.ModelSpec.ONNX, 10, null, "${object}", null));
        assertThat(loader.loadTemplate(onnx)).isEmpty();
    }

    @Test
    void opensATemplatesDataWhateverTheModel() throws IOException {
        Files.write(directory.resolve("train"), new byte[100]);
        RunSpec onnx = SPEC.withModel(new RunSpec.ModelSpec(RunSpec.ModelSpec.ONNX, 10, null, "${object}", null));

        assertThatThrownBy(() -> loader.loadTemplate(onnx))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("$.data.train");
    }

    @Test
    void saysOfEveryFileWhatIsWrongWithIt() throws IOException {
        Files.write(directory.resolve("weights"), new byte[100]);
        Files.write(directory.resolve("train"), new byte[3072]);
        Files.delete(directory.resolve("test"));

        assertThatThrownBy(() -> loader.load(SPEC))
                .isInstanceOfSatisfying(
                        InvalidSpec.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(InvalidSpec.Problem::path)
                                .containsExactly("$.model", "$.data.train", "$.data.test"));
    }

    @Test
    void callsAFileByTheNameThePersonGaveIt() throws IOException {
        Files.write(directory.resolve("train"), new byte[3072]);

        assertThatThrownBy(() -> loader.load(SPEC))
                .hasMessageContaining("object:train")
                .hasMessageNotContaining(directory.toString());
    }

    @Test
    void namesTheTensorsOfAnotherArchitecture() throws IOException {
        Map<String, HostTensor> other = Map.of("features.0.weight", HostTensor.of(Shape.of(1), new float[1]));
        Files.write(directory.resolve("weights"), SafeTensors.write(other, Map.of()));

        assertThatThrownBy(() -> loader.load(SPEC)).hasMessageContaining("conv1.weight is missing");
    }

    private Path file(String location) {
        Path file = directory.resolve(location.substring("object:".length()));
        if (!Files.exists(file)) {
            throw new MissingFile("there is no " + location);
        }
        return file;
    }
}
