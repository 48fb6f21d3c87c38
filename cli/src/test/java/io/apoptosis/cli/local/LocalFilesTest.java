package io.apoptosis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    private Path root;

    private Path work;
    private Path beside;
    private Path home;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(root.resolve("work"));
        beside = Files.createDirectories(root.resolve("beside"));
        home = Files.createDirectories(root.resolve("home"));
        Files.createDirectories(home.resolve("examples/data/cifar10-sample"));
        Files.writeString(home.resolve("examples/data/cifar10-sample/train.bin"), "");
        Files.writeString(home.resolve("examples/data/cifar10-sample/test.bin"), "");
    }

    @Test
    void shouldPreferTheWorkingDirectoryThenTheSpecificationThenTheInstallation() throws IOException {
        Files.writeString(home.resolve("w.th"), "");
        assertThat(weights("w.th")).isEqualTo(home.resolve("w.th").toString());

        Files.writeString(beside.resolve("w.th"), "");
        assertThat(weights("w.th")).isEqualTo(beside.resolve("w.th").toString());

        Files.writeString(work.resolve("w.th"), "");
        assertThat(weights("w.th")).isEqualTo(work.resolve("w.th").toString());
    }

    @Test
    void shouldFindNamedDataSetsInTheInstallation() {
        RunSpec located = located("object:w");

        assertThat(located.data().train().location())
                .isEqualTo(
                        home.resolve("examples/data/cifar10-sample/train.bin").toString());
        assertThat(located.data().train().format()).isEqualTo("cifar10");
    }

    @Test
    void shouldSayHowToGetADataSetThatIsNotHere() {
        RunSpec spec = RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "object:w" }
                data: { train: cifar10/train, test: cifar10-sample/test }
                """, "x.yaml");

        assertThatThrownBy(() -> new LocalFiles(work, beside, new DataFolder(home, home)).located(spec))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("apoptosis data download cifar10");
    }

    @Test
    void shouldLeaveObjectsAlone() {
        assertThat(weights("object:uploads/a/w.th")).isEqualTo("object:uploads/a/w.th");
    }

    @Test
    void shouldNameEveryFileThatIsMissing() throws IOException {
        Files.delete(home.resolve("examples/data/cifar10-sample/test.bin"));

        assertThatThrownBy(() -> located("gone.th"))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("$.model.weights: there is no file gone.th")
                .hasMessageContaining("$.data.test: the data set cifar10-sample/test should be at ");
    }

    private String weights(String location) {
        return located(location).model().weights();
    }

    private RunSpec located(String weights) {
        RunSpec spec = RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "%s" }
                data: { train: cifar10-sample/train, test: cifar10-sample/test }
                """.formatted(weights), "tiny.yaml");
        return new LocalFiles(work, beside, new DataFolder(home, home.resolve("downloads"))).located(spec);
    }
}
