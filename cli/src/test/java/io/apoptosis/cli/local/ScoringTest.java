package io.apoptosis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.pipeline.spec.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameEveryTermByItsParameter() throws IOException {
        Map<String, HostTensor> scores = scoring().perParameter();

        assertThat(scores.get("T1.conv1.weight").shape()).isEqualTo(Shape.of(16, 3, 3, 3));
        assertThat(scores.get("T2.linear.bias").shape()).isEqualTo(Shape.of(10));
        assertThat(scores.get("group.layer1.0.conv1").size()).isEqualTo(16);
        assertThat(scores.keySet()).noneMatch(name -> name.contains("running"));
    }

    @Test
    void shouldGiveTheGroupsScoresOnlyUnlessAsked() throws IOException {
        assertThat(scoring().groups().keySet()).allMatch(name -> name.startsWith("group."));
    }

    private Scoring scoring() throws IOException {
        RunSpec spec = SpecFile.read(TinyRun.in(folder));
        return new Scoring(new DjlEngine(), SpecFile.checked(spec), DType.FLOAT32, Progress.NONE);
    }
}
