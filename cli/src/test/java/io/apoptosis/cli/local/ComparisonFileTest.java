package io.apoptosis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.cli.BadInput;
import io.apoptosis.pipeline.spec.InvalidSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindTheBaseBesideItAndTheFilesOfTheBase() throws IOException {
        TinyRun.in(folder);
        ComparisonFile comparison = written("base: tiny.yaml\ncriteria: [oba]\n");

        assertThat(comparison.spec().base().model().weights())
                .isEqualTo(folder.resolve("w.safetensors").toString());
        assertThat(comparison.spec().name()).isEqualTo("mine");
        assertThat(comparison.text()).contains("criteria: [oba]");
        comparison.check();
    }

    @Test
    void shouldRefuseARunThatCannotBeDone() throws IOException {
        TinyRun.in(folder);
        ComparisonFile comparison = written("base: tiny.yaml\ncriteria: [oba, {criterion: weight, batches: 9}]\n");

        assertThatThrownBy(comparison::check).isInstanceOf(InvalidSpec.class).hasMessageContaining("batches");
    }

    @Test
    void shouldSayWhereItLookedForTheBase() {
        assertThatThrownBy(() -> written("base: other.yaml\ncriteria: [oba]\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("other.yaml")
                .hasMessageContaining(folder.toString());
    }

    private ComparisonFile written(String yaml) throws IOException {
        return ComparisonFile.read(Files.writeString(folder.resolve("mine.yaml"), yaml));
    }
}
