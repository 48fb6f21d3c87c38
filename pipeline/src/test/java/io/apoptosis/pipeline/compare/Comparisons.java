package io.apoptosis.pipeline.compare;

import io.apoptosis.pipeline.spec.ComparisonSpec;
import io.apoptosis.pipeline.spec.ComparisonSpecs;
import java.nio.charset.StandardCharsets;

/** Comparisons for tests, without files behind them. */
final class Comparisons {
    private Comparisons() {}

    /** @param rest criteria, targets and so on */
    static ComparisonSpec of(String rest) {
        String base = """
                name: several
                base:
                  model: {architecture: resnet20, classes: 10, weights: w.th}
                  data: {train: cifar10-sample/train, test: cifar10-sample/test}
                  prune: {iterations: 2}
                  threads: 1
                """;
        return ComparisonSpecs.parse((base + rest).getBytes(StandardCharsets.UTF_8), "", 1, file -> new byte[0]);
    }
}
