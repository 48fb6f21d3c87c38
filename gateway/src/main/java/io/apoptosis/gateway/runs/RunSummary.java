package io.apoptosis.gateway.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list: what a line shows, so that hundreds stay light.
 *
 * @param latest the network as it is now
 * @param accuracies dense, then after each step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSummary(
        String id,
        String name,
        String owner,
        String state,
        long version,
        Instant submittedAt,
        Instant updatedAt,
        int step,
        int totalSteps,
        RunView.@Nullable Progress progress,
        @Nullable Measurement dense,
        @Nullable Measurement latest,
        List<Double> accuracies) {

    static RunSummary of(RunView view) {
        return new RunSummary(
                view.id(),
                view.name(),
                view.handling().owner(),
                view.state(),
                view.version(),
                view.submittedAt(),
                view.updatedAt(),
                view.steps().size(),
                view.totalSteps(),
                view.progress(),
                view.dense(),
                view.latest().orElse(null),
                accuracies(view));
    }

    private static List<Double> accuracies(RunView view) {
        List<Double> accuracies = new ArrayList<>();
        Stream.ofNullable(view.dense()).forEach(dense -> accuracies.add(dense.accuracy()));
        view.steps().stream()
                .flatMap(step -> Stream.ofNullable(step.accuracy()))
                .forEach(accuracies::add);
        return accuracies;
    }
}
